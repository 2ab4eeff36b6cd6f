package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import org.junit.jupiter.api.Test;

/** What a process asks for and may not have is counted, and said in the log, but not without end. */
class RefusalsTest {
    private final TestBoard test = new TestBoard();
    private final Agent a = test.start("a");

    @Test
    void aRefusalNamesProcessCallArgumentAndReason() {
        a.expect(Status.BAD_HANDLE, Call.TIMER_SET, 0x777, 1);
        assertEquals(1, refused());
        assertLast("refused a (process 2): system call 24 (timer set, 0x777): no such handle");
    }

    @Test
    void everyKindOfRefusalIsToldAndWhatIsNoRefusalIsNot() {
        long timer = a.done(Call.TIMER_CREATE);
        a.expect(Status.WRONG_TYPE, Call.CHANNEL_SEND, timer, a.buffer());
        assertLast("handle of the wrong type");
        long lesser = a.done(Call.HANDLE_DUPLICATE, timer, Rights.READ);
        a.expect(Status.ACCESS_DENIED, Call.TIMER_SET, lesser, 1);
        assertLast("access denied");
        a.expect(Status.BAD_ADDRESS, Call.LOG_WRITE, -8, 8, 0);
        assertLast("(log write, 0xfffffffffffffff8): bad address");
        a.expect(Status.BAD_CALL, 999);
        assertLast("system call 999 (, 0x0): no such system call");
        a.expect(Status.QUOTA_EXCEEDED, Call.FOLIO_CREATE, 64 << 20, 0);
        assertLast("quota exceeded");
        assertEquals(5, refused());
        a.expect(Status.INVALID_ARGUMENT, Call.FOLIO_CREATE, -1, 0);
        a.expect(Status.NOT_FOUND, Call.FOLIO_UNMAP, a.buffer());
        assertEquals(5, refused());
    }

    @Test
    void aFloodShowsAFewLinesASecondAndHowManyItDoesNotShow() {
        for (int i = 0; i < 1000; i++) {
            a.expect(Status.BAD_HANDLE, Call.HANDLE_CLOSE, 0x1000 + i);
        }
        assertEquals(1000, refused());
        assertEquals(Refusals.SHOWN, lines());
        test.board.passTime(test.machine.now() + Refusals.PERIOD);
        a.expect(Status.BAD_HANDLE, Call.HANDLE_CLOSE, 1);
        assertLast("no such handle, after " + (1000 - Refusals.SHOWN) + " that are not shown");
        a.expect(Status.BAD_HANDLE, Call.HANDLE_CLOSE, 1);
        assertLast("(handle close, 0x1): no such handle");
    }

    @Test
    void registersAndInterruptsThatNoNodeHasAreRefusedAndNotOnlyMissing() {
        test.supervisor.expect(Status.NOT_FOUND, Call.MMIO_GRANT, test.authority, 0x4000_0000, 0);
        assertLast("system call 30 (mmio grant");
        assertLast("no such device");
        int serial = test.board.tree().path("/serial");
        test.supervisor.expect(Status.NOT_FOUND, Call.INTERRUPT_GRANT, test.authority, serial, 99);
        assertLast("system call 31 (interrupt grant");
        assertEquals(2, lines());
        test.supervisor.expect(Status.NOT_FOUND, Call.BOOT_FOLIO, test.authority, 99);
        assertEquals(2, lines(), "nobody was denied a boot folio that there is not");
    }

    @Test
    void oneProcessesFloodHidesNoOthersRefusal() {
        Agent b = test.start("b");
        for (int i = 0; i < 100; i++) {
            a.expect(Status.BAD_HANDLE, Call.HANDLE_CLOSE, 1);
        }
        b.expect(Status.WRONG_TYPE, Call.PROCESS_KILL, b.done(Call.TIMER_CREATE));
        assertLast("refused b (process 3): system call 26 (process kill");
    }

    @Test
    void everyCallHasAName() {
        for (int call = 0; call < Call.COUNT; call++) {
            assertTrue(!Call.text(call).isEmpty(), "call " + call);
        }
        assertEquals("", Call.text(Call.COUNT));
    }

    private int refused() {
        return LittleEndian.i32(test.info(a.process), ProcessInfoLayout.REFUSED);
    }

    private long lines() {
        return test.machine
                .console()
                .lines()
                .filter(line -> line.contains("refused"))
                .count();
    }

    private void assertLast(String end) {
        String last = test.machine.console().lines().toList().getLast();
        assertTrue(last.contains(end), last);
    }
}
