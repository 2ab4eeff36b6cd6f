package cortado.flash.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestException;
import cortado.flash.run.StreamSerial;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The console on real serial ports, as far as a kernel's pseudo-terminals are some. */
@Timeout(60)
class SerialConsoleTest {
    private final ByteArrayOutputStream screen = new ByteArrayOutputStream();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();
    private final List<String> notes = new CopyOnWriteArrayList<>();

    @Test
    void keysGoOutTextComesInAndALineThatWasPulledIsOpenedAgain() throws Exception {
        PseudoTerminal first = PseudoTerminal.open();
        AtomicReference<String> path = new AtomicReference<>(first.path());
        PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keys);
        SerialConsole onLine = new SerialConsole(
                "the line",
                () -> SerialPorts.open(path.get(), 115_200),
                screen,
                new SerialLog(log, notes::add),
                notes::add);
        Thread console = Thread.ofPlatform().start(() -> {
            try {
                onLine.run(typed);
            } catch (IOException | InterruptedException e) {
                notes.add("failed: " + e);
            }
        });
        awaitNotes("connected to the line", 1);
        first.say("booting\r\n");
        await(screen, "booting\r\n");
        keys.write("ps\r".getBytes(StandardCharsets.US_ASCII));
        keys.write(new byte[] {1, 1}); // Ctrl-A twice is one Ctrl-A
        keys.flush();
        assertEquals("ps\r\u0001", new String(first.in().readNBytes(4), StandardCharsets.US_ASCII));
        onLine.send("size".getBytes(StandardCharsets.US_ASCII)); // which nobody typed
        assertEquals("size", new String(first.in().readNBytes(4), StandardCharsets.US_ASCII));

        PseudoTerminal second = PseudoTerminal.open();
        path.set(second.path());
        first.close();
        awaitNotes("the line is gone; waiting for it", 1);
        // Until the console has it open, the kernel itself plays with line ends.
        awaitNotes("connected to the line", 2);
        second.say("back\r\n");
        await(screen, "back\r\n");
        assertEquals("booting\r\nback\r\n", log.toString(StandardCharsets.US_ASCII));

        keys.write(new byte[] {1, 'x'});
        keys.flush();
        console.join(5_000);
        assertTrue(!console.isAlive(), "Ctrl-A X ends it");
        second.close();
    }

    @Test
    void aLogThatCannotBeWrittenDoesNotEndTheLine() throws Exception {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        PipedOutputStream keys = new PipedOutputStream();
        PipedInputStream typed = new PipedInputStream(keys);
        try (PseudoTerminal line = PseudoTerminal.open()) {
            SerialConsole onLine = new SerialConsole(
                    "the line",
                    () -> SerialPorts.open(line.path(), 115_200),
                    screen,
                    new SerialLog(full, notes::add),
                    notes::add);
            Thread console = Thread.ofPlatform().start(() -> {
                try {
                    onLine.run(typed);
                } catch (IOException | InterruptedException e) {
                    notes.add("failed: " + e);
                }
            });
            awaitNotes("connected to the line", 1);
            line.say("first\r\n");
            await(screen, "first\r\n");
            awaitNotes("the log cannot be written: No space left on device", 1);
            line.say("second\r\n");
            await(screen, "first\r\nsecond\r\n");
            keys.write(new byte[] {1, 'x'});
            keys.flush();
            console.join(5_000);
        }
        assertEquals(2, notes.size(), notes.toString());
    }

    @Test
    void commandsRunOnABoardThatHasBeenUpForDays() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open()) {
            // No prompt is to be expected before someone asks for one.
            ShellOnALine board = new ShellOnALine(line, "", Map.of("ps", "all\n\u001e0\u001f", "no", "\u001e3\u001f"));
            try (SerialPorts.Open open = SerialPorts.open(line.path(), 115_200)) {
                SerialShell shell = new SerialShell(new StreamSerial(open.in(), open.out(), bytes -> {}));
                long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                shell.connect(deadline);
                assertEquals(3, shell.run(List.of("ps", "no"), screen, deadline, notes::add));
                board.awaitHeard("no\n\u0004");
            }
            assertEquals("all\n", screen.toString(StandardCharsets.US_ASCII));
        }
    }

    @Test
    void whatEndsTheBoardSucceedsByNotBeingAnswered() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open()) {
            ShellOnALine board =
                    new ShellOnALine(line, "", Map.of("poweroff", "", "reboot", "no driver\n\u001e1\u001f"));
            try (SerialPorts.Open open = SerialPorts.open(line.path(), 115_200)) {
                SerialShell shell = new SerialShell(new StreamSerial(open.in(), open.out(), bytes -> {}));
                long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
                shell.connect(deadline);
                assertEquals(1, shell.run(List.of("reboot"), screen, deadline, notes::add), "refused");
                shell.connect(deadline);
                long soon = System.nanoTime() + Duration.ofMillis(500).toNanos();
                assertEquals(0, shell.run(List.of("poweroff"), screen, soon, notes::add));
                board.awaitHeard("poweroff\n");
            }
        }
    }

    @Test
    void aBoardThatSaysNothingIsLate() throws Exception {
        try (PseudoTerminal line = PseudoTerminal.open();
                SerialPorts.Open open = SerialPorts.open(line.path(), 115_200)) {
            SerialShell shell = new SerialShell(new StreamSerial(open.in(), open.out(), bytes -> {}));
            GuestException e = assertThrows(
                    GuestException.class,
                    () -> shell.connect(
                            System.nanoTime() + Duration.ofMillis(200).toNanos()));
            assertEquals(
                    "the board did not send its shell's prompt in time; it printed nothing",
                    SerialShell.explained(e, line.path()));
        }
    }

    @Test
    void aPortThatIsNotThereIsNamed() {
        IOException e = assertThrows(IOException.class, () -> SerialPorts.open("/dev/ttyNONE7", 115_200));
        assertTrue(e.getMessage().contains("/dev/ttyNONE7"), e.getMessage());
    }

    private void awaitNotes(String start, int times) throws InterruptedException {
        for (int tries = 0; tries < 400; tries++) {
            if (notes.stream().filter(note -> note.startsWith(start)).count() >= times) {
                return;
            }
            Thread.sleep(25);
        }
        throw new AssertionError("no " + times + " notes '" + start + "' among " + notes);
    }

    private static void await(ByteArrayOutputStream output, String text) throws InterruptedException {
        for (int tries = 0; tries < 400; tries++) {
            if (output.toString(StandardCharsets.US_ASCII).endsWith(text)) {
                return;
            }
            Thread.sleep(25);
        }
        assertEquals(text, output.toString(StandardCharsets.US_ASCII));
    }
}
