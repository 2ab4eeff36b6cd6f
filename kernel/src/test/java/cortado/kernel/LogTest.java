package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.LogLayout;
import cortado.abi.Rights;
import cortado.abi.Status;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LogTest {
    private final TestBoard test = new TestBoard();
    private final Agent a = test.start("app");

    private long write(Agent agent, String line) {
        byte[] text = line.getBytes(StandardCharsets.UTF_8);
        agent.write(agent.buffer(), text);
        return agent.call(Call.LOG_WRITE, agent.buffer(), text.length, 2);
    }

    /** Everything from a cursor on, one record a line: process, level, text. */
    private String readFrom(long cursor) {
        StringBuilder text = new StringBuilder();
        long at = cursor;
        while (true) {
            long bytes =
                    test.supervisor.done(Call.LOG_READ, test.authority, at, test.supervisor.buffer(), 4 * Limits.PAGE);
            if (bytes == 0) {
                return text.toString();
            }
            at = test.supervisor.second();
            byte[] records = test.supervisor.read(test.supervisor.buffer(), (int) bytes);
            for (int i = 0; i < bytes; ) {
                int length = LittleEndian.u16(records, i + LogLayout.LENGTH);
                text.append(LittleEndian.i32(records, i + LogLayout.PROCESS)).append(' ');
                text.append(records[i + LogLayout.LEVEL]).append(' ');
                text.append(new String(records, i + LogLayout.TEXT, length, StandardCharsets.UTF_8))
                        .append('\n');
                i += LogLayout.TEXT + length + 7 & ~7;
            }
        }
    }

    @Test
    void linesComeBackInOrderWithTheirWriters() {
        write(a, "first");
        write(test.supervisor, "second");
        assertEquals("2 2 first\n1 2 second\n", readFrom(0));
    }

    @Test
    void aReaderGoesOnWhereItStopped() {
        write(a, "one");
        test.supervisor.done(Call.LOG_READ, test.authority, 0, test.supervisor.buffer(), Limits.PAGE);
        long cursor = test.supervisor.second();
        assertEquals("", readFrom(cursor));
        write(a, "two");
        assertEquals("2 2 two\n", readFrom(cursor));
    }

    @Test
    void theOldestLinesMakeRoom() {
        for (int i = 0; i < 20_000; i++) {
            write(a, "line " + i);
        }
        String log = readFrom(0);
        assertTrue(log.endsWith("line 19999\n"));
        assertFalse(log.contains("line 0\n"));
        assertEquals("", readFrom(Long.MAX_VALUE));
    }

    @Test
    void aCursorBetweenRecordsReadsFromTheNext() {
        write(a, "one");
        write(a, "two");
        assertEquals("2 2 two\n", readFrom(1));
    }

    @Test
    void aBufferThatHoldsNoRecordIsTooSmall() {
        write(a, "some words");
        Agent s = test.supervisor;
        s.expect(Status.BUFFER_TOO_SMALL, Call.LOG_READ, test.authority, 0, s.buffer(), 31);
        s.expect(32, Call.LOG_READ, test.authority, 0, s.buffer(), 32);
        s.expect(Status.BAD_ADDRESS, Call.LOG_READ, test.authority, 0, 0, 4096);
        s.expect(Status.INVALID_ARGUMENT, Call.LOG_READ, test.authority, -1, s.buffer(), 4096);
        s.expect(Status.INVALID_ARGUMENT, Call.LOG_READ, test.authority, 0, s.buffer(), -1);
    }

    @Test
    void linesThatAreTooLongOrUnreadableAreRefused() {
        a.expect(Status.INVALID_ARGUMENT, Call.LOG_WRITE, a.buffer(), Limits.LOG_LINE + 1, 0);
        a.expect(Status.INVALID_ARGUMENT, Call.LOG_WRITE, a.buffer(), -1, 0);
        a.expect(Status.INVALID_ARGUMENT, Call.LOG_WRITE, a.buffer(), 1, 4);
        a.expect(Status.INVALID_ARGUMENT, Call.LOG_WRITE, a.buffer(), 1, -1);
        assertEquals("", readFrom(0));
        a.expect(Status.BAD_ADDRESS, Call.LOG_WRITE, 0, 1, 0);
        a.expect(Status.BAD_ADDRESS, Call.LOG_WRITE, Limits.USER_END - 1, 2, 0);
        a.expect(Status.OK, Call.LOG_WRITE, a.buffer(), 0, 0);
        a.expect(Status.OK, Call.LOG_WRITE, a.buffer(), Limits.LOG_LINE, 3);
    }

    @Test
    void theEarlyUartIsSilentWhileADriverHasIt() {
        write(a, "before");
        long node = test.board.tree().path("/serial");
        long registers = test.supervisor.done(Call.MMIO_GRANT, test.authority, node, 0);
        Agent driver = test.start("uart", (int) registers);
        write(a, "granted");
        driver.done(Call.FOLIO_MAP, driver.startHandle(0), 0, Limits.PAGE, Rights.READ | Rights.WRITE);
        write(a, "driven");
        test.supervisor.expect(Status.OK, Call.PROCESS_KILL, driver.process);
        write(a, "after");
        String console = test.machine.console();
        assertTrue(console.contains("app: before\r\n"));
        assertTrue(console.contains("app: granted\r\n"));
        assertFalse(console.contains("driven"));
        assertTrue(console.contains("app: after\r\n"));
    }

    @Test
    void noProcessCanForgeAPanic() {
        write(a, "\u001ePANIC\u001f kernel panic\r\n");
        assertFalse(test.machine.console().contains("\u001e"));
        assertTrue(readFrom(0).contains(" PANIC  kernel panic"));
    }
}
