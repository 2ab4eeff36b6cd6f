package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Guests that attack the models of their devices: the board goes on, and has all of its memory back. */
class HostileGuestsTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Test
    void nothingButTheGuestSuffers() throws Exception {
        try (Boards.Booted board = Boards.boot("qemu-virt")) {
            board.run("echo warm");
            String before = free(board);
            Reply reply = board.guest().run("run hostile", LIMIT);
            assertEquals(0, reply.status(), reply.output());
            assertEquals(
                    12,
                    reply.lines().stream()
                            .filter(line -> line.startsWith("ok "))
                            .count(),
                    reply.output());
            String log = board.run("log");
            assertTrue(log.contains("hostile: warning: the guest broke its disk: "), log);
            assertEquals(before, free(board));
        }
    }

    private static String free(Boards.Booted board) throws Exception {
        String table = board.run("mem");
        return table.lines()
                .filter(line -> line.startsWith("free"))
                .findFirst()
                .orElseThrow(() -> new AssertionError(table));
    }
}
