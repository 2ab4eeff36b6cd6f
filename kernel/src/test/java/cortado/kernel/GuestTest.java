package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.EventLayout;
import cortado.abi.FolioFlag;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import cortado.abi.VcpuExit;
import cortado.abi.VcpuPageLayout;
import cortado.abi.VcpuStateLayout;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedGuests;
import org.junit.jupiter.api.Test;

/** A vcpu's exits, interrupts, waiting and state. */
class GuestTest extends GuestBoard {
    @Test
    void aLoadGoesToTheVmmAndComesBackExtended() {
        run();
        leave(exit -> {
            exit.kind = GuestExit.MEMORY;
            exit.address = ANYWHERE;
            exit.decoded = true;
            exit.size = 1;
            exit.signed = true;
            exit.register = 3;
        });
        assertFalse(goesOn());
        assertTrue(signalled());
        assertEquals(VcpuExit.MMIO, reason());
        assertEquals(ANYWHERE, field(VcpuPageLayout.ADDRESS));
        assertEquals(3L << 32 | 1, field(VcpuPageLayout.ACCESS_SIZE));
        set(VcpuPageLayout.RESULTS, 0x1280);
        run();
        assertFalse(signalled());
        assertEquals(0xffff_ff80L, guests.register(0, 3));
        assertEquals(4, guests.programCounter(0));
    }

    @Test
    void aHypercallChangesOnlyWhatIsAnswered() {
        guests.setRegister(0, 1, 11);
        guests.setRegister(0, 2, 22);
        run();
        leave(exit -> exit.kind = GuestExit.HVC);
        assertEquals(VcpuExit.HVC, reason());
        assertEquals(11, field(VcpuPageLayout.ARGUMENTS + 8));
        set(VcpuPageLayout.RESULTS + 8, 12);
        run();
        assertEquals(12, guests.register(0, 1));
        assertEquals(22, guests.register(0, 2));
    }

    @Test
    void runningAndWaitingTakesOneCall() {
        vmm.expect(Status.BAD_ADDRESS, Call.VCPU_RUN, vcpu, poll, 8, 4);
        vmm.expect(SimulatedBoard.BLOCKED, Call.VCPU_RUN, vcpu, poll, vmm.buffer(), 4);
        assertTrue(goesOn());
        leave(exit -> exit.kind = GuestExit.HVC);
        assertEquals(Status.OK, vmm.result());
        assertEquals(VcpuExit.HVC, reason());
        assertFalse(signalled(), "the exit has been told");
        vmm.expect(SimulatedBoard.BLOCKED, Call.VCPU_RUN, vcpu, poll, vmm.buffer(), 4);
        leave(exit -> exit.kind = GuestExit.SMC);
        assertEquals(Status.OK, vmm.result());
        assertEquals(VcpuExit.SMC, reason());
    }

    @Test
    void whoRunsAVcpuAndWaitsHearsOfOtherEventsAndOfTheExitAfterThem() {
        long timer = vmm.done(Call.TIMER_CREATE);
        vmm.expect(Status.OK, Call.POLL_ADD, poll, timer, Signals.SIGNALLED, 6);
        long due = test.machine.now() + 1_000_000_000L;
        vmm.expect(Status.OK, Call.TIMER_SET, timer, due);
        vmm.expect(SimulatedBoard.BLOCKED, Call.VCPU_RUN, vcpu, poll, vmm.buffer(), 4);
        test.board.passTime(due);
        assertEquals(1, vmm.result());
        assertEquals(6, LittleEndian.i64(vmm.read(vmm.buffer(), 8), EventLayout.KEY));
        vmm.expect(Status.OK, Call.TIMER_SET, timer, Long.MAX_VALUE);
        leave(exit -> exit.kind = GuestExit.HVC);
        assertTrue(signalled());
        assertEquals(5, LittleEndian.i64(vmm.read(vmm.buffer(), 8), EventLayout.KEY));
    }

    @Test
    void whileAGuestWaitsForAnInterruptSoDoesWhoRunsIt() {
        vmm.expect(SimulatedBoard.BLOCKED, Call.VCPU_RUN, vcpu, poll, vmm.buffer(), 4);
        leave(exit -> exit.kind = GuestExit.WAIT);
        assertFalse(goesOn());
        assertTrue(vmm.isWaiting());
    }

    @Test
    void anInterruptToItselfIsNoExitOnceTheVmmHasSaidWhatItIs() {
        long template = 0xa0L << 48;
        long register = 0x800_0f00L;
        set(VcpuPageLayout.SELF_INTERRUPT, template | 1);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_RUN, vcpu);
        set(VcpuPageLayout.SELF_INTERRUPT, template);
        set(VcpuPageLayout.SELF_REGISTER, register);
        run();
        sendSgi(register, 2 << 24 | 5);
        assertTrue(goesOn());
        assertEquals(VcpuPageLayout.PENDING | template | 5, guests.list(0, 0));
        assertEquals(4, guests.programCounter(0));
        sendSgi(register, 1 << 16 | 6); // a list of targets with no one else
        assertTrue(goesOn());
        assertEquals(VcpuPageLayout.PENDING | template | 6, guests.list(0, 1));
        leave(exit -> {
            exit.kind = GuestExit.SYSTEM_REGISTER;
            exit.value = 7 << 24 | 1;
        });
        assertTrue(goesOn());
        assertEquals(VcpuPageLayout.PENDING | template | 7, guests.list(0, 2));
        sendSgi(register, 3 << 16 | 5);
        assertFalse(goesOn(), "another vcpu is meant too");
        assertEquals(VcpuExit.MMIO, reason());
    }

    private void sendSgi(long register, long value) {
        leave(exit -> {
            exit.kind = GuestExit.MEMORY;
            exit.address = register;
            exit.decoded = true;
            exit.write = true;
            exit.size = 4;
            exit.value = value;
        });
    }

    @Test
    void waitingCostsNothingUntilTheTimerIsDue() {
        set(VcpuPageLayout.TIMER_INTERRUPT, TIMER);
        run();
        cpu();
        long due = test.machine.now() + 1_000_000;
        guests.setVirtualTimer(0, 1, due);
        leave(exit -> exit.kind = GuestExit.WAIT);
        assertFalse(goesOn());
        test.board.passTime(due - 1);
        assertFalse(goesOn());
        test.board.passTime(due);
        assertTrue(goesOn());
        assertEquals(TIMER, guests.list(0, 0));
        assertEquals(3, guests.timerControl(0) & 3);
        assertFalse(signalled());
    }

    @Test
    void theVmmHearsOfATimerThatItWantsToHearOf() {
        run();
        guests.setVirtualTimer(0, 1, test.machine.now());
        leave(exit -> {});
        assertEquals(VcpuExit.TIMER, reason());
    }

    @Test
    void anInterruptEndsTheWait() {
        run();
        leave(exit -> exit.kind = GuestExit.WAIT);
        vmm.expect(Status.OK, Call.VCPU_INJECT, vcpu, VcpuPageLayout.PENDING | 40);
        assertTrue(goesOn());
        assertEquals(VcpuPageLayout.PENDING | 40, guests.list(0, 0));
    }

    @Test
    void interruptsBeyondTheListRegistersAreRefused() {
        vmm.expect(Status.BUSY, Call.VCPU_INJECT, vcpu, VcpuPageLayout.PENDING | 40);
        run();
        leave(exit -> exit.kind = GuestExit.WAIT);
        for (int i = 0; i < SimulatedGuests.LISTS; i++) {
            guests.setList(0, i, VcpuPageLayout.ACTIVE | 40 + i);
        }
        vmm.expect(Status.WOULD_BLOCK, Call.VCPU_INJECT, vcpu, VcpuPageLayout.PENDING | 50);
        vmm.expect(Status.OK, Call.VCPU_INJECT, vcpu, VcpuPageLayout.PENDING | 41);
        assertEquals(VcpuPageLayout.PENDING | VcpuPageLayout.ACTIVE | 41, guests.list(0, 1));
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_INJECT, vcpu, VcpuPageLayout.PENDING | 1020);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_INJECT, vcpu, 40);
    }

    @Test
    void aKickStopsAGuestThatRunsOrWaits() {
        run();
        cpu();
        vmm.expect(Status.OK, Call.VCPU_KICK, vcpu);
        if (goesOn()) {
            test.board.serveCalls();
            test.board.passTime(test.machine.now() + 8 * KernelLimits.TIME_SLICE);
        }
        assertFalse(goesOn());
        assertEquals(VcpuExit.KICKED, reason());
        run();
        leave(exit -> exit.kind = GuestExit.WAIT);
        vmm.expect(Status.OK, Call.VCPU_KICK, vcpu);
        assertEquals(VcpuExit.KICKED, reason());
        vmm.expect(Status.OK, Call.VCPU_KICK, vcpu);
        assertTrue(signalled());
    }

    @Test
    void aRunPageIsNotBelieved() {
        set(VcpuPageLayout.ACTION, 4);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_RUN, vcpu);
        set(VcpuPageLayout.ACTION, 0);
        set(VcpuPageLayout.LIST, VcpuPageLayout.PENDING | 1L << 61 | 40); // HW
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_RUN, vcpu);
        set(VcpuPageLayout.LIST, VcpuPageLayout.PENDING | 40);
        set(VcpuPageLayout.LIST + 8, VcpuPageLayout.ACTIVE | 40);
        vmm.expect(Status.INVALID_ARGUMENT, Call.VCPU_RUN, vcpu);
        set(VcpuPageLayout.LIST + 8, 0);
        run();
        vmm.expect(Status.BUSY, Call.VCPU_RUN, vcpu);
        vmm.expect(Status.BUSY, Call.VCPU_GET, vcpu, vmm.buffer());
    }

    @Test
    void stateGoesInAndOut() {
        vmm.expect(Status.OK, Call.VCPU_GET, vcpu, vmm.buffer());
        byte[] state = vmm.read(vmm.buffer(), VcpuStateLayout.SIZE);
        LittleEndian.put64(state, VcpuStateLayout.PC, 0x1234);
        vmm.write(vmm.buffer(), state);
        vmm.expect(Status.OK, Call.VCPU_SET, vcpu, vmm.buffer());
        assertEquals(0x1234, guests.programCounter(0));
    }

    @Test
    void guestTimeIsTheVmmsTime() {
        long before = LittleEndian.i64(test.info(vmm.process), ProcessInfoLayout.CPU_TIME);
        run();
        cpu();
        test.board.passTime(test.machine.now() + 50_000_000);
        long after = LittleEndian.i64(test.info(vmm.process), ProcessInfoLayout.CPU_TIME);
        assertTrue(after - before >= 40_000_000);
    }

    @Test
    void aVmmThatDiesTakesItsGuestsWithIt() {
        long memory = vmm.done(Call.FOLIO_CREATE, 1 << 20, FolioFlag.SPARSE);
        assertEquals(Status.OK, map(memory, Rights.READ, 1 << 20, MEMORY));
        run();
        touch(MEMORY);
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, vmm.process);
        test.board.serveCalls();
        assertFalse(guests.isLive(0));
        assertEquals(0, LittleEndian.i32(test.system(), SystemInfoLayout.VMS));
        new References(test).check();
    }

    @Test
    void withoutEl2ThereIsNoHypervisor() {
        guests.setStatus(SystemInfoLayout.HYPERVISOR_ENTERED_AT_EL1);
        test.supervisor.expect(Status.NOT_SUPPORTED, Call.HYPERVISOR_GRANT, test.authority);
        assertEquals(1, LittleEndian.i32(test.system(), SystemInfoLayout.HYPERVISOR));
    }
}
