package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.FolioFlag;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedDevice;
import org.junit.jupiter.api.Test;

class GrantTest {
    private static final int LINE = 33;

    private final TestBoard test = new TestBoard();
    private final Agent supervisor = test.supervisor;
    private final long serial = test.board.tree().path("/serial");
    private final long rng = test.board.tree().path("/rng");

    @Test
    void registersAreWhereTheTreeSays() {
        long folio = supervisor.done(Call.MMIO_GRANT, test.authority, serial, 0);
        assertEquals(0, supervisor.second());
        supervisor.expect(Limits.PAGE, Call.FOLIO_INFO, folio);
        assertEquals(FolioFlag.DEVICE, supervisor.second());
        long[] written = new long[1];
        test.machine.addDevice(0x900_0000, 0x1000, new SimulatedDevice() {
            @Override
            public long read(long offset, int width) {
                return 0x18;
            }

            @Override
            public void write(long offset, int width, long value) {
                written[0] = value;
            }
        });
        long address = supervisor.done(Call.FOLIO_MAP, folio, 0, Limits.PAGE, Rights.READ | Rights.WRITE);
        assertEquals(0x18, test.machine.load(0, address + 0x18, 4));
        test.machine.store(0, address, 4, 'A');
        assertEquals('A', written[0]);
        supervisor.expect(Status.BAD_ADDRESS, Call.LOG_WRITE, address, 4, 0);
    }

    @Test
    void registersWithinAPageTellTheirOffset() {
        supervisor.done(Call.MMIO_GRANT, test.authority, rng, 0);
        assertEquals(0x200, supervisor.second());
    }

    @Test
    void aTreeThatCallsMemoryRegistersIsNotBelieved() {
        String before = test.usage();
        supervisor.expect(Status.ACCESS_DENIED, Call.MMIO_GRANT, test.authority, rng, 1);
        assertEquals(before, test.usage());
    }

    @Test
    void whatTheTreeDoesNotHaveIsNotFound() {
        supervisor.expect(Status.NOT_FOUND, Call.MMIO_GRANT, test.authority, serial, 1);
        supervisor.expect(Status.NOT_FOUND, Call.MMIO_GRANT, test.authority, serial, -1);
        supervisor.expect(Status.NOT_FOUND, Call.MMIO_GRANT, test.authority, serial + 4, 0);
        supervisor.expect(Status.NOT_FOUND, Call.MMIO_GRANT, test.authority, -1, 0);
        supervisor.expect(Status.NOT_FOUND, Call.MMIO_GRANT, test.authority, Long.MAX_VALUE, 0);
        supervisor.expect(Status.NOT_FOUND, Call.MMIO_GRANT, test.authority, 1L << 32 | serial, 0);
        supervisor.expect(Status.NOT_FOUND, Call.INTERRUPT_GRANT, test.authority, serial, 1);
    }

    @Test
    void theKernelsOwnAndTheDisabledAreRefused() {
        long controller = test.board.tree().path("/intc");
        long off = test.board.tree().path("/off");
        supervisor.expect(Status.ACCESS_DENIED, Call.MMIO_GRANT, test.authority, controller, 0);
        supervisor.expect(Status.ACCESS_DENIED, Call.MMIO_GRANT, test.authority, off, 0);
    }

    @Test
    void nothingIsGrantedWithoutTheAuthority() {
        Agent a = test.start("a");
        long timer = a.done(Call.TIMER_CREATE);
        a.expect(Status.WRONG_TYPE, Call.MMIO_GRANT, timer, serial, 0);
        a.expect(Status.WRONG_TYPE, Call.INTERRUPT_GRANT, timer, serial, 0);
        a.expect(Status.WRONG_TYPE, Call.BOOT_FOLIO, timer, 0);
        a.expect(Status.WRONG_TYPE, Call.PROCESS_CREATE, timer, a.buffer());
        a.expect(Status.WRONG_TYPE, Call.MACHINE_POWER, timer, 0);
        a.expect(Status.WRONG_TYPE, Call.LOG_READ, timer, 0, a.buffer(), 100);
    }

    @Test
    void anInterruptSignalsUntilItIsAcknowledged() {
        long interrupt = supervisor.done(Call.INTERRUPT_GRANT, test.authority, serial, 0);
        long poll = supervisor.done(Call.POLL_CREATE);
        supervisor.expect(Status.OK, Call.POLL_ADD, poll, interrupt, Signals.SIGNALLED, 7);
        assertFalse(test.machine.isUnmasked(LINE));
        supervisor.expect(Status.OK, Call.INTERRUPT_ACKNOWLEDGE, interrupt);
        assertTrue(test.machine.isUnmasked(LINE));
        assertTrue(test.board.interrupt(LINE));
        assertFalse(test.machine.isUnmasked(LINE));
        supervisor.expect(1, Call.POLL_WAIT, poll, supervisor.buffer(), 1, 0);
        supervisor.expect(1, Call.POLL_WAIT, poll, supervisor.buffer(), 1, 0);
        supervisor.expect(Status.OK, Call.INTERRUPT_ACKNOWLEDGE, interrupt);
        supervisor.expect(Status.TIMED_OUT, Call.POLL_WAIT, poll, supervisor.buffer(), 1, 0);
        assertTrue(test.machine.isUnmasked(LINE));
    }

    @Test
    void anInterruptWakesItsDriverAtOnceIfThatComesFirst() {
        long interrupt = supervisor.done(Call.INTERRUPT_GRANT, test.authority, serial, 0);
        Agent driver = test.startAt(KernelLimits.SUPERVISOR_PRIORITY + 1, "driver", (int) interrupt);
        long line = driver.startHandle(0);
        long poll = driver.done(Call.POLL_CREATE);
        driver.expect(Status.OK, Call.POLL_ADD, poll, line, Signals.SIGNALLED, 7);
        driver.expect(Status.OK, Call.INTERRUPT_ACKNOWLEDGE, line);
        driver.expect(SimulatedBoard.BLOCKED, Call.POLL_WAIT, poll, driver.buffer(), 1, Agent.FOREVER);
        assertEquals(0, test.board.running(0));
        test.board.interrupt(LINE);
        assertEquals(driver.slot, test.board.running(0));
        assertEquals(1, driver.result());
    }

    @Test
    void aLineHasOneOwnerAtATime() {
        String before = test.usage();
        long interrupt = supervisor.done(Call.INTERRUPT_GRANT, test.authority, serial, 0);
        supervisor.expect(Status.BUSY, Call.INTERRUPT_GRANT, test.authority, serial, 0);
        supervisor.expect(Status.OK, Call.INTERRUPT_ACKNOWLEDGE, interrupt);
        supervisor.expect(Status.OK, Call.HANDLE_CLOSE, interrupt);
        assertFalse(test.machine.isUnmasked(LINE));
        long again = supervisor.done(Call.INTERRUPT_GRANT, test.authority, serial, 0);
        supervisor.expect(Status.OK, Call.HANDLE_CLOSE, again);
        assertEquals(before, test.usage());
    }

    @Test
    void aDriverThatDiesLeavesItsLineMaskedAndFree() {
        long interrupt = supervisor.done(Call.INTERRUPT_GRANT, test.authority, serial, 0);
        Agent driver = test.start("driver", (int) interrupt);
        driver.expect(Status.OK, Call.INTERRUPT_ACKNOWLEDGE, driver.startHandle(0));
        supervisor.expect(Status.OK, Call.PROCESS_KILL, driver.process);
        assertFalse(test.machine.isUnmasked(LINE));
        supervisor.done(Call.INTERRUPT_GRANT, test.authority, serial, 0);
    }

    @Test
    void anInterruptThatNoOneOwnsIsMaskedAndForgotten() {
        test.machine.unmaskInterrupt(99);
        assertTrue(test.board.interrupt(99));
        assertFalse(test.machine.isUnmasked(99));
    }
}
