package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a person can do in the shell of qemu-virt; one guest for all tests. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShellTest {
    private Boards.Booted board;

    @BeforeAll
    void boot() throws Exception {
        board = Boards.boot("qemu-virt");
    }

    @AfterAll
    void end() throws Exception {
        board.close();
    }

    @Test
    void helpNamesEveryCommandOfTheIssue() throws Exception {
        String help = board.run("help");
        for (String command : List.of(
                "help",
                "ps",
                "devices",
                "env",
                "log",
                "kill",
                "handles",
                "mem",
                "uptime",
                "echo",
                "poweroff",
                "reboot")) {
            assertTrue(Pattern.compile("(?m)^" + command + "\\b").matcher(help).find(), command + " in\n" + help);
        }
    }

    @Test
    void echoGivesItsArgumentsBackByteForByte() throws Exception {
        assertEquals("a  b ; ü\n", board.run("echo 'a  b ; ü'"));
        String longText = "0123456789abcdef".repeat(40);
        assertEquals(longText + "\n", board.run("echo " + longText));
    }

    @Test
    void aMisspeltCommandGetsTheNearest() throws Exception {
        Reply reply = board.guest().run("devcies");
        assertEquals("devcies: no such command; did you mean 'devices'?\n", reply.output());
        assertEquals(127, reply.status());
    }

    @Test
    void eachDriverIsAProcessOfItsOwn() throws Exception {
        String processes = board.run("ps");
        for (String process : List.of("supervisor", "pl011", "virtio-blk", "virtio-rng", "shell")) {
            assertTrue(
                    Pattern.compile("(?m)^" + process + " +user +\\w+ ")
                            .matcher(processes)
                            .find(),
                    process + " in\n" + processes);
        }
    }

    @Test
    void devicesShowsWhoDrivesWhat() throws Exception {
        String devices = board.run("devices");
        assertTrue(
                Pattern.compile("(?m)^/pl011@9000000 +pl011 +pl011 +9000000\\+1000 +33 ")
                        .matcher(devices)
                        .find(),
                devices);
    }

    @Test
    void theDriverKnowsItsParametersAndTheLogIsKeptPerProcess() throws Exception {
        assertTrue(board.run("env pl011").contains("baud=115200"), board.run("env pl011"));
        assertTrue(board.run("handles pl011").contains("interrupt"), board.run("handles pl011"));
        assertEquals(0, board.guest().run("log").status());
    }

    @Test
    void theDiskKeepsWhatIsWritten() throws Exception {
        assertEquals("16384 sectors of 512 bytes, 8 MiB\n", board.run("disk size"));
        board.run("disk write 5 espresso");
        board.run("disk flush");
        assertTrue(board.run("disk read 5 1").contains("|espresso"), "sector 5 after a write");
    }

    @Test
    void randomBytesDiffer() throws Exception {
        String first = board.run("random 16");
        assertTrue(first.strip().matches("[0-9a-f ]{32,}"), first);
        assertNotEquals(first, board.run("random 16"));
    }

    @Test
    void aKilledDriverComesBackAndItsClientsFindItAgain() throws Exception {
        board.run("kill virtio-rng");
        assertTrue(board.run("random 4").strip().matches("[0-9a-f ]{8,}"), "entropy after the driver was killed");
        assertTrue(
                Pattern.compile("(?m)^virtio-rng .* 1  killed")
                        .matcher(board.run("ps"))
                        .find(),
                board.run("ps"));
    }

    @Test
    void theConsoleItselfComesBack() throws Exception {
        // The reply to the kill may be lost with the driver; what counts is that the line works again.
        board.guest().run("kill pl011");
        assertEquals("again\n", board.run("echo again"));
    }
}
