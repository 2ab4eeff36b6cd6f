package cortado.trials;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.HandleInfo;
import cortado.api.Message;
import cortado.api.Subprocess;
import cortado.testkit.Testbed;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The same trial as on the board, over the same kernel, on the JVM. */
class AuthorityTrialTest {
    @Test
    void everyAttemptIsRefusedAndNoted() throws InterruptedException {
        List<String> failed = new ArrayList<>();
        AtomicInteger passed = new AtomicInteger();
        try (Testbed board = new Testbed()) {
            BlockingQueue<List<HandleInfo>> others = new ArrayBlockingQueue<>(1);
            board.launch("other", () -> hoard(others));
            List<HandleInfo> foreign = others.take();
            board.run(() -> {
                Checks checks = new Checks(line -> {
                    if (line.startsWith("ok ")) {
                        passed.incrementAndGet();
                    } else {
                        failed.add(line);
                    }
                });
                new AuthorityTrial(checks, foreign).run();
            });
            assertTrue(board.log().stream().anyMatch(line -> line.contains("refused test (process")), "it is logged");
        }
        assertEquals(List.of(), failed);
        assertTrue(passed.get() > 10 * Call.COUNT, passed + " checks");
    }

    /** Holds handles of all types that a process can make, and waits. */
    private static void hoard(BlockingQueue<List<HandleInfo>> others) {
        long channel = 0;
        for (int i = 0; i < 8; i++) {
            channel = Raw.call(Call.CHANNEL_CREATE, 0, 0, 0, 0);
            Raw.call(Call.POLL_CREATE, 0, 0, 0, 0);
            Raw.call(Call.FOLIO_CREATE, Limits.PAGE, 0, 0, 0);
            Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        }
        assertTrue(Raw.call(Call.HANDLE_DUPLICATE, channel, Rights.READ, 0, 0) > 0);
        others.add(Subprocess.self().handles());
        Channel.pair().first().receive(new Message(), Clock.FOREVER);
    }

    @Test
    void everySystemCallHasALine() {
        for (int call = 0; call < Call.COUNT; call++) {
            assertNotNull(CallTable.of(call), "no line for system call " + call + ", " + Call.text(call));
        }
        assertNull(CallTable.of(Call.COUNT));
    }
}
