package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import cortado.flash.run.GuestSession.Reply;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every kind of fault and misuse, in one guest: each check that {@code run trials all} makes on the board is a test
 * here.
 */
class TrialsTest {
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @TestFactory
    List<DynamicTest> theKernelLivesAndGivesBackWhatWasHeld() throws Exception {
        try (Boards.Booted board = Boards.boot("qemu-virt")) {
            Reply reply = board.guest().run("run trials all", LIMIT);
            List<DynamicTest> tests = new ArrayList<>();
            for (String line : reply.lines()) {
                tests.add(DynamicTest.dynamicTest(line, () -> assertFalse(line.startsWith("FAIL"), line)));
            }
            tests.add(DynamicTest.dynamicTest(
                    "the trials end with status 0", () -> assertEquals(0, reply.status(), reply.output())));
            String after = board.run("echo alive");
            tests.add(DynamicTest.dynamicTest("the shell goes on", () -> assertEquals("alive\n", after)));
            return tests;
        }
    }
}
