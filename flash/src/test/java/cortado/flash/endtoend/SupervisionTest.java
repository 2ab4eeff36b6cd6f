package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.flash.run.RemoteShell;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Every way to fail, for a driver and for the supervisor itself, on one board of qemu-virt. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SupervisionTest {
    /** Looks, half a second apart, until it has to be noticed that something hangs. */
    private static final int LOOKS = 60;

    private Path folder;
    private Boards.Booted board;

    @BeforeAll
    void boot(@TempDir Path temporary) throws Exception {
        folder = temporary;
        // A restart of the machine is one, and not QEMU's end.
        board = Boards.boot(
                Boards.PROJECT,
                "qemu-virt",
                command -> command.options(List.of("-action", "reboot=reset", "-append", "panic=3"))
                        .options(KernelFault.words(folder.resolve("gdb"))));
    }

    @AfterAll
    void end() throws Exception {
        board.close();
    }

    @Test
    @Order(1)
    void theSupervisorIsReplacedAndNothingIsLost() throws Exception {
        board.run("disk write 9 kept");
        Map<String, String> before = identities();
        board.run("kill supervisor");
        assertEquals(before, identities(), "every process but the supervisor is the same");
        assertEquals(1, restarts("supervisor"));
        assertTrue(board.run("disk read 9").contains("|kept"), "services are found as before");
        board.guest().run("kill pl011");
        assertEquals("here\n", board.run("echo here"));
        assertEquals(1, restarts("pl011"), "the new supervisor restarts what dies");
        assertTrue(board.run("events supervisor").contains("died     supervisor  killed"), board.run("events"));
    }

    @Test
    @Order(2)
    void eachFaultOfTheSupervisorIsSurvivedAndExplained() throws Exception {
        Map<String, String> before = identities();
        fail("supervisor", "null", "java.lang.NullPointerException", "cortado.api.service.Crash.commit");
        fail("supervisor", "stack", "java.lang.StackOverflowError", "cortado.api.service.Crash.deeper");
        fail("supervisor", "heap", "java.lang.OutOfMemoryError", "cortado.api.service.Crash.hoard");
        fail("supervisor", "exit", "exit with status 1");
        fail("supervisor", "loop", "hung");
        assertEquals(before, identities());
        assertEquals(6, restarts("supervisor"));
    }

    @Test
    @Order(3)
    void eachFaultOfADriverIsSurvivedAndExplained() throws Exception {
        fail("virtio-rng", "null", "java.lang.NullPointerException", "cortado.api.service.Crash.commit");
        fail("virtio-rng", "stack", "java.lang.StackOverflowError", "cortado.api.service.Crash.deeper");
        fail("virtio-rng", "heap", "java.lang.OutOfMemoryError", "cortado.api.service.Crash.hoard");
        fail("virtio-rng", "exit", "exit with status 1");
        fail("virtio-rng", "loop", "hung: it left 3 heartbeats unanswered");
        assertEquals(5, restarts("virtio-rng"));
    }

    @Test
    @Order(4)
    void theEventsOutliveARestartOfTheMachine() throws Exception {
        String before = board.run("events virtio-rng");
        assertEquals(RemoteShell.LOST, board.guest().run("reboot", Boards.BOOT).status());
        String after = board.run("events virtio-rng");
        assertTrue(before.contains("\n") && !before.contains("-1: "), before);
        for (String line : last(before.lines().toList(), 15)) {
            String what = line.strip().replaceFirst("^[0-9.]+ +", "");
            assertTrue(after.contains(what), what + " in\n" + after);
        }
        assertTrue(Pattern.compile("(?m)^ *-1: .* hung ").matcher(after).find(), after);
        assertEquals(0, restarts("virtio-rng"), "a new boot");
    }

    @Test
    @Order(5)
    void aPanicIsToldByTheBootThatFollowsIt() throws Exception {
        KernelFault fault = KernelFault.jump(folder.resolve("gdb"), 0x18);
        try {
            GuestException panic =
                    assertThrows(GuestException.class, () -> board.guest().run("echo key"));
            assertEquals(GuestException.Reason.PANICKED, panic.reason());
            board.guest().reconnect(Boards.BOOT);
            String said = panic.getMessage().lines().findFirst().orElseThrow();
            String cause = said.substring(said.indexOf("CPU 0: "));
            assertTrue(cause.contains("address 0000000000000018"), cause);
            String events = board.run("events kernel");
            assertTrue(
                    Pattern.compile("(?m)^ *-1: [0-9.]+  panicked  kernel +" + Pattern.quote(cause) + "$")
                            .matcher(events)
                            .find(),
                    cause + " in\n" + events);
            assertTrue(events.contains(" at ffffff"), "its calls in\n" + events);
            assertTrue(board.run("events").contains("-1: "), "the boot before it");
        } finally {
            fault.close();
        }
    }

    @Test
    @Order(6)
    void aShortSoakLosesNothing() throws Exception {
        GuestSession.Reply reply = board.guest().run("soak 12 1", Duration.ofMinutes(5));
        assertEquals(0, reply.status(), reply.output());
        assertTrue(reply.output().contains("soak: nothing was lost"), reply.output());
    }

    private static List<String> last(List<String> lines, int count) {
        return lines.subList(Math.max(0, lines.size() - count), lines.size());
    }

    /** Makes a process fail, sees the service back, and the reason among the events. */
    private void fail(String process, String kind, String... reasons) throws Exception {
        int before = restarts(process);
        board.run("crash " + process + " " + kind);
        for (int look = 0; kind.equals("loop") && restarts(process) == before && look < LOOKS; look++) {
            Thread.sleep(500);
        }
        assertTrue(board.run("random 4").strip().matches("[0-9a-f ]{8,}"), "entropy after " + kind);
        assertEquals(before + 1, restarts(process), "restarts after " + kind);
        String events = board.run("events " + process);
        String since = events.substring(events.lastIndexOf("told to commit the fault '" + kind + "'"));
        for (String reason : reasons) {
            assertTrue(since.contains(reason), reason + " in\n" + events);
        }
    }

    private int restarts(String process) throws Exception {
        String processes = board.run("ps");
        Matcher matcher = Pattern.compile("(?m)^" + process + " +user .*?B +\\S+ \\S*B +(\\d+)")
                .matcher(processes);
        assertTrue(matcher.find(), process + " in\n" + processes);
        return Integer.parseInt(matcher.group(1));
    }

    /** The processes, each with the number that the kernel last gave it. */
    private Map<String, String> identities() throws Exception {
        Map<String, String> identities = new TreeMap<>();
        Matcher started = Pattern.compile("started +(\\S+) +process (\\d+)").matcher(board.run("events"));
        while (started.find()) {
            identities.put(started.group(1), started.group(2));
        }
        assertTrue(identities.keySet().containsAll(List.of("pl011", "virtio-rng", "virtio-blk", "files", "shell")));
        return identities;
    }
}
