package cortado.trials.guest;

import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.VcpuExit;
import cortado.abi.VcpuPageLayout;
import cortado.api.Clock;
import cortado.api.Folio;
import cortado.api.Program;
import cortado.api.vm.Hypervisor;

/**
 * What exits cost, in nanoseconds of the board's clock for each: one UNIT where the caller says so, as an instruction
 * is under QEMU's {@code -icount shift=0}. Each line is {@code bench NAME VALUE UNIT}.
 */
final class GuestBench {
    private static final int COUNT = 2000;
    /** Nanoseconds after which the guest is in WFI. */
    private static final long FALLS_ASLEEP = 50_000;
    /** Registers that are shown to the guest as memory to be read. */
    private static final long READABLE = 0x800_0000L;

    private final Program program;
    private final Hypervisor hypervisor;
    private final String unit;

    GuestBench(Program program, Hypervisor hypervisor, String unit) {
        this.program = program;
        this.hypervisor = hypervisor;
        this.unit = unit;
    }

    void run() {
        try (BareGuest guest = new BareGuest(hypervisor);
                Folio registers = Folio.create(Limits.PAGE)) {
            guest.vm.map(registers, 0, Limits.PAGE, READABLE, Rights.READ);
            loop(guest, GuestCode.CALLS, 1, 0); // its pages come to be
            long empty = loop(guest, GuestCode.CALLS, 1, 0);
            report("guest-hypercall", loop(guest, GuestCode.CALLS, COUNT, 0) - empty);
            report("guest-kernel-exit", loop(guest, GuestCode.FEATURES, COUNT, 0) - empty);
            report("guest-shown-register", loop(guest, GuestCode.READS, COUNT, READABLE) - empty);
            guest.page.show(0, 1);
            report("guest-distributor-read", loop(guest, GuestCode.READS, COUNT, BareGuest.SHOWN) - empty);
            report("guest-mmio-exit", loop(guest, GuestCode.READS, COUNT, BareGuest.NOWHERE) - empty);
            guest.page.selfInterrupt(guest.pending(0) & ~VcpuPageLayout.PENDING, BareGuest.NOWHERE);
            report(
                    "guest-self-interrupt",
                    loop(guest, GuestCode.INTERRUPTS, COUNT, guest.interruptInterface()) - empty);
            report("guest-injection", injections(guest));
        }
    }

    /** From the wish to interrupt a guest that sleeps until it has taken the interrupt, ended it and said so. */
    private static long injections(BareGuest guest) {
        long total = 0;
        guest.start(GuestCode.INJECTIONS, COUNT, guest.interruptInterface());
        for (int i = 0; i < COUNT; i++) {
            guest.letPass(FALLS_ASLEEP);
            long start = Clock.nanos();
            guest.vcpu.inject(guest.pending(40));
            guest.await();
            total += Clock.nanos() - start;
            guest.vcpu.run();
        }
        guest.await();
        return total;
    }

    private long loop(BareGuest guest, int work, long count, long argument) {
        long start = Clock.nanos();
        guest.start(work, count, argument, BareGuest.NOWHERE);
        int reason = guest.await();
        while (reason == VcpuExit.MMIO) {
            guest.page.result(0, 1);
            reason = guest.goOn();
        }
        return Clock.nanos() - start;
    }

    private void report(String name, long total) {
        program.print("bench " + name + " " + total / COUNT + " " + unit);
    }
}
