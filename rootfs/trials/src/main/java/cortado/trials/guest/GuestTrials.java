package cortado.trials.guest;

import cortado.abi.VcpuAction;
import cortado.abi.VcpuExit;
import cortado.abi.VcpuPageLayout;
import cortado.api.Clock;
import cortado.api.SystemInfo;
import cortado.api.system.SystemClient;
import cortado.api.vm.Hypervisor;

/** Each trial has a virtual machine of its own, and after all of them nothing is left. */
final class GuestTrials {
    private static final int TIMER = 27;
    private static final long PAGE = 4096;

    private final Outcome outcome;
    private final Hypervisor hypervisor;
    private final SystemClient system;

    /** What one does. */
    private interface Trial {
        void run(BareGuest guest);
    }

    GuestTrials(Outcome outcome, Hypervisor hypervisor, SystemClient system) {
        this.outcome = outcome;
        this.hypervisor = hypervisor;
        this.system = system;
    }

    void run() {
        once(this::call);
        SystemInfo before = system.machine().info();
        once(this::call);
        once(this::registers);
        once(this::touch);
        once(this::sleep);
        once(this::undefined);
        once(this::floating);
        once(this::shown);
        new DistributorTrial(outcome, hypervisor).run();
        once(this::spin);
        once(this::leap);
        once(this::storm);
        SystemInfo after = system.machine().info();
        outcome.same("memory afterwards", before.memoryFree(), after.memoryFree());
        outcome.same("kernel objects afterwards", before.objects(), after.objects());
        outcome.same("virtual machines afterwards", 0, after.vms());
    }

    private void once(Trial trial) {
        try (BareGuest guest = new BareGuest(hypervisor)) {
            trial.run(guest);
        }
    }

    private void finished(String what, BareGuest guest, int reason) {
        boolean finished = reason == VcpuExit.HVC && guest.called(BareGuest.FINISH);
        outcome.that(what + " finishes", finished, VcpuExit.text(reason) + " at " + Long.toHexString(guest.page.pc()));
    }

    private void call(BareGuest guest) {
        guest.start(GuestCode.CALL);
        int reason = guest.await();
        outcome.that("HVC stops the guest", reason == VcpuExit.HVC && guest.called(85), VcpuExit.text(reason));
        outcome.same("its argument", 7, guest.page.argument(0));
        guest.page.result(0, 0x10000);
        finished("a call", guest, guest.go());
        outcome.same("what it made of the answer", 0x11919, guest.page.argument(0));
    }

    private void registers(BareGuest guest) {
        guest.start(GuestCode.REGISTERS, BareGuest.NOWHERE);
        long[] stored = new long[5];
        long[] loaded = {0xf1, 0x80, 0x8000, 0x0fff_0000_1111_2222L, 0x1_0000_0000L, 0x8000_0000L};
        int stores = 0;
        int loads = 0;
        int reason = guest.await();
        while (reason == VcpuExit.MMIO) {
            if (guest.page.isWrite()) {
                stored[stores++ % 5] = guest.page.value();
            } else {
                guest.page.result(0, loaded[loads++ % 6]);
            }
            reason = guest.go();
        }
        finished("loads and stores", guest, reason);
        outcome.same("a byte stored", 0x11, stored[0]);
        outcome.same("a half-word stored", 0x2222, stored[1]);
        outcome.same("a word stored", 0x3333_3333L, stored[2]);
        outcome.same("a double word stored", 0x4444_4444_4444_4444L, stored[3]);
        outcome.same("the zero register stored", 0, stored[4]);
        long sum = 0xf1 + 0xffff_ff80L - 0x8000 + 0x1111_2222L + 0x1_0000_0000L - 0x8000_0000L;
        outcome.same("the sum of the loads", sum, guest.page.argument(0));
    }

    private void touch(BareGuest guest) {
        long free = system.machine().info().memoryFree();
        guest.start(GuestCode.TOUCH, 256, BareGuest.MEMORY + (1 << 20), PAGE);
        finished("touching memory", guest, guest.await());
        outcome.same("pages that hold what was written", 256, guest.page.argument(0));
        long used = free - system.machine().info().memoryFree();
        outcome.that("memory taken", used >= 1 << 20 && used < (1 << 20) + 16 * PAGE, used + " bytes");
        outcome.same("the VMM sees it", BareGuest.MEMORY + (1 << 20), guest.memory.load64(1 << 20));
    }

    private void sleep(BareGuest guest) {
        guest.page.timerInterrupt(guest.pending(TIMER));
        long ticks = guest.page.counterFrequency() / 100;
        long start = Clock.nanos();
        guest.start(GuestCode.SLEEP, ticks, guest.interruptInterface());
        finished("WFI", guest, guest.await());
        long slept = Clock.nanos() - start;
        outcome.same("the interrupt", TIMER, guest.page.argument(0));
        outcome.that("slept", slept >= 10_000_000 && slept < 200_000_000, slept + " ns");
    }

    private void undefined(BareGuest guest) {
        guest.start(GuestCode.UNDEFINED);
        finished("undefined instructions", guest, guest.await());
        outcome.same("undefined instructions", 6, guest.page.argument(0));
        outcome.same(
                "ID_AA64PFR0_EL1 without EL2, EL3, RAS, SVE",
                0x11,
                guest.page.argument(1) & 0xf_ffff_f000_ffffL & ~0xf_0000_0000_0000L);
        outcome.same("ID_AA64DFR0_EL1", 6, guest.page.argument(2));
        outcome.same("ID_AA64ISAR1_EL1 without pointer authentication", 0, guest.page.argument(3) & 0xff00_0ff0L);
        outcome.same("MPIDR_EL1", 0x8000_0000L, guest.page.argument(5));
    }

    private void floating(BareGuest guest) {
        guest.start(GuestCode.FLOAT, 20);
        double kept = 3.5;
        int reason = guest.await();
        while (reason == VcpuExit.HVC && guest.called(2)) {
            kept = kept * 1.5 - kept / 2;
            reason = guest.go();
        }
        finished("floating point", guest, reason);
        outcome.same("its own registers", 0, guest.page.argument(0));
        outcome.that("ours", kept == 3.5, Double.toString(kept));
    }

    /** Every register can be loaded from a shown page; what is not a plain load of a marked word is an exit. */
    private void shown(BareGuest guest) {
        for (int word = 0; word < 31; word++) {
            guest.page.show(4 * word, 1 << word);
        }
        guest.start(GuestCode.SHOWN, BareGuest.SHOWN);
        finished("shown words", guest, guest.await());
        outcome.same("their sum", 0x7fff_ffff, guest.page.argument(0));
        guest.page.show(0xffc, 77);
        guest.start(GuestCode.READS, 3, BareGuest.SHOWN + 0xffc);
        finished("the last word", guest, guest.await());
        outcome.same("its value", 77, guest.page.argument(0));
        exits(guest, "for a word that is not shown", 1, GuestCode.READS, 1, BareGuest.SHOWN + 31 * 4);
        exits(guest, "a page on", 1, GuestCode.READS, 1, BareGuest.SHOWN + PAGE);
        exits(guest, "for five stores and five loads of other kinds", 10, GuestCode.REGISTERS, BareGuest.SHOWN);
    }

    private void exits(BareGuest guest, String when, int expected, int work, long... arguments) {
        guest.start(work, arguments);
        int reason = guest.await();
        int exits = 0;
        while (reason == VcpuExit.MMIO) {
            exits++;
            guest.page.result(0, 0);
            reason = guest.go();
        }
        finished("loading " + when, guest, reason);
        outcome.same("exits " + when, expected, exits);
    }

    private void spin(BareGuest guest) {
        guest.start(GuestCode.SPIN);
        outcome.that("a guest that spins", guest.await(100) == VcpuExit.NONE, "goes on");
        guest.vcpu.kick();
        int reason = guest.await();
        outcome.that("a kick", reason == VcpuExit.KICKED, VcpuExit.text(reason));
        guest.vcpu.run(); // and is closed while it runs
    }

    private void leap(BareGuest guest) {
        guest.start(GuestCode.LEAP, BareGuest.NOWHERE);
        int reason = guest.await();
        outcome.that("a jump to nowhere", reason == VcpuExit.FAULT && guest.page.isFetch(), VcpuExit.text(reason));
        outcome.same("its address", BareGuest.NOWHERE, guest.page.address());
        guest.page.action(VcpuAction.ABORT);
        reason = guest.go();
        outcome.that("an abort with no vectors", reason == VcpuExit.FAULT, VcpuExit.text(reason));
    }

    private void storm(BareGuest guest) {
        guest.start(GuestCode.STORM, 8192, BareGuest.MEMORY + (1 << 20));
        int exits = 0;
        long end = Clock.after(1000);
        int reason = guest.await(500);
        while (Clock.nanos() < end && reason != VcpuExit.BROKEN) {
            exits++;
            if (reason == VcpuExit.NONE) {
                guest.vcpu.kick();
                reason = guest.await(500);
            }
            guest.page.control(exits % 2 == 0 ? VcpuPageLayout.EXIT_ON_WAIT : 0);
            guest.page.action(reason == VcpuExit.FAULT ? VcpuAction.UNDEFINED : VcpuAction.CONTINUE);
            guest.vcpu.run();
            reason = guest.await(500);
        }
        outcome.that("a storm of random instructions", exits > 0, exits + " exits, last " + VcpuExit.text(reason));
    }
}
