package cortado.flash.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestException.Reason;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The protocol against a guest of a few lines, with every byte where the test wants it. */
class RemoteShellTest {
    private static final String BOOT = "Cortado 0.1\r\n\u001b[1mcortado\u001b[0m starts\r\ncortado> ";

    /** Answers lines with what the test prepared; hangs up or falls silent when told to. */
    private static final class FakeGuest implements Serial {
        private final Deque<Integer> pending = new ArrayDeque<>();
        private final Map<String, String> answers = new HashMap<>();
        private final StringBuilder line = new StringBuilder();
        private boolean remote;
        private boolean restarted;
        private boolean hungUp;

        FakeGuest(String boot) {
            say(boot);
        }

        FakeGuest answer(String command, String reply) {
            answers.put(command, reply);
            return this;
        }

        FakeGuest hangUp() {
            hungUp = true;
            return this;
        }

        private void say(String text) {
            for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
                pending.add(Byte.toUnsignedInt(b));
            }
        }

        @Override
        public int read(long deadline) {
            if (!pending.isEmpty()) {
                return pending.poll();
            }
            return hungUp ? CLOSED : LATE;
        }

        @Override
        public void write(byte[] bytes) {
            for (byte b : bytes) {
                if (line.isEmpty() && b == 5 && restarted) {
                    restarted = false;
                    say("\u0006");
                } else if (!remote) {
                    assertEquals(5, b, "nothing but ENQ may be sent before the shell is in remote mode");
                    remote = true;
                    say("\r\u001b[K\u0006");
                } else if (b == '\n') {
                    String reply = answers.get(line.toString());
                    if (reply == null) {
                        hungUp = true;
                    } else {
                        say(reply);
                        restarted = reply.endsWith("cortado> \u001b[K");
                    }
                    line.setLength(0);
                } else {
                    line.append((char) b);
                }
            }
        }
    }

    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    @Test
    void outputAndStatusOfEachCommandAreToldApart() throws Exception {
        RemoteShell shell = connected(new FakeGuest(BOOT)
                .answer("echo a", "a\n\u001e0\u001f")
                .answer("false", "\u001e1\u001f")
                .answer("crash", "gone\n\u001e-11\u001f"));
        assertEquals(0, run(shell, "echo a"));
        assertEquals(1, run(shell, "false"));
        assertEquals(-11, run(shell, "crash"));
        assertEquals("a\ngone\n", output.toString(StandardCharsets.UTF_8));
        assertTrue(shell.bootText().startsWith("Cortado 0.1\ncortado starts\ncortado> "), shell.bootText());
    }

    @Test
    void bytesThatOnlyLookLikeAFrameAreOutput() throws Exception {
        RemoteShell shell = connected(new FakeGuest(BOOT)
                .answer("odd", "\u001e\u001e12\u001fx\u001fa\u001e a long text\u001f\u001eé\u001f\u001e7\u001f"));
        assertEquals(12, run(shell, "odd"));
        assertEquals("\u001e", output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPromptInTheMiddleOfALineStillCounts() throws Exception {
        connected(new FakeGuest("cortacortado>cortado> "));
    }

    @Test
    void aGuestThatNeverPromptsIsLateAndItsLastLinesAreShown() {
        GuestException e = assertThrows(GuestException.class, () -> connected(new FakeGuest("early\nuart\n")));
        assertEquals(Reason.TIMED_OUT, e.reason());
        assertEquals(
                "the guest did not send its shell's prompt in time; the last it printed:\n  early\n  uart",
                e.getMessage());
    }

    @Test
    void anEmulatorThatEndsBeforeThePromptIsToldApartFromALateOne() {
        GuestException e = assertThrows(GuestException.class, () -> connected(new FakeGuest("").hangUp()));
        assertEquals(Reason.ENDED_EARLY, e.reason());
        assertEquals("the emulator ended before the guest sent its shell's prompt; it printed nothing", e.getMessage());
    }

    @Test
    void whatACommandPrintedBeforeItsTimeOutIsKept() throws Exception {
        RemoteShell shell = connected(new FakeGuest(BOOT).answer("spin", "one\ntwo\n"));
        GuestException e = assertThrows(GuestException.class, () -> run(shell, "spin"));
        assertEquals(Reason.TIMED_OUT, e.reason());
        assertEquals("one\ntwo\n", output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPanicDuringTheBootCarriesItsText() {
        GuestException e = assertThrows(
                GuestException.class,
                () -> connected(new FakeGuest("hello\n\u001ePANIC\u001fno memory\r\n at boot\n")));
        assertEquals(Reason.PANICKED, e.reason());
        assertEquals("the kernel panicked: no memory\n at boot", e.getMessage());
    }

    @Test
    void aPanicDuringACommandCarriesItsText() throws Exception {
        RemoteShell shell =
                connected(new FakeGuest(BOOT).answer("crash", "half a line\u001ePANIC\u001fnull at Pool.java:7\n"));
        GuestException e = assertThrows(GuestException.class, () -> run(shell, "crash"));
        assertEquals(Reason.PANICKED, e.reason());
        assertEquals("the kernel panicked: null at Pool.java:7", e.getMessage());
        assertEquals("half a line", output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void anEmulatorThatEndsDuringACommandIsNoticed() throws Exception {
        RemoteShell shell = connected(new FakeGuest(BOOT));
        GuestException e = assertThrows(GuestException.class, () -> run(shell, "poweroff"));
        assertEquals(Reason.ENDED_EARLY, e.reason());
    }

    @Test
    void aRestartedShellIsPutIntoRemoteModeAgain() throws Exception {
        RemoteShell shell = connected(new FakeGuest(BOOT)
                .answer("kill shell", "\r\n\rcortado> \u001b[K")
                .answer("ps", "all\n\u001e0\u001f"));
        assertEquals(RemoteShell.LOST, run(shell, "kill shell"));
        assertEquals(1, shell.restarts());
        output.reset();
        assertEquals(0, run(shell, "ps"));
        assertEquals("all\n", output.toString(StandardCharsets.UTF_8));
    }

    @Test
    void aPromptThatACommandPrintsIsOutput() throws Exception {
        RemoteShell shell = connected(new FakeGuest(BOOT).answer("echo 'cortado> '", "cortado> \n\u001e0\u001f"));
        assertEquals(0, run(shell, "echo 'cortado> '"));
        assertEquals("cortado> \n", output.toString(StandardCharsets.UTF_8));
    }

    private static RemoteShell connected(FakeGuest guest) throws Exception {
        RemoteShell shell = new RemoteShell(guest);
        shell.connect(System.nanoTime() + Duration.ofSeconds(1).toNanos());
        return shell;
    }

    private int run(RemoteShell shell, String command) throws Exception {
        return shell.run(
                command, output, System.nanoTime() + Duration.ofSeconds(1).toNanos());
    }
}
