package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.Serial;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A person at the shell's prompt, who looks at the line after each key: it has to hold the prompt and what was typed,
 * each character once.
 */
final class TypedLine {
    private static final String PROMPT = "cortado> ";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A terminal control, or as much of one as has come. */
    private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*([A-Za-z]|$)|\u001b$");

    private final Serial serial;
    /** What the screen's last line shows, terminal controls included. */
    private final StringBuilder line = new StringBuilder();
    /** The lines above it since the last {@link #enter}. */
    private final List<String> above = new ArrayList<>();

    private String typed = "";

    TypedLine(Serial serial) {
        this.serial = serial;
    }

    /** Reads until the line holds the prompt alone. */
    void awaitPrompt() throws InterruptedException {
        while (!shown().equals(PROMPT)) {
            next();
        }
    }

    /** Types, each key when the one before has been echoed. */
    void type(String text) throws InterruptedException, IOException {
        for (int i = 0; i < text.length(); i++) {
            serial.write(new byte[] {(byte) text.charAt(i)});
            typed += text.charAt(i);
            awaitLine();
        }
    }

    /** Waits until the kernel's log has told something on the screen. */
    void awaitLog(String text) throws InterruptedException {
        while (above.stream().noneMatch(told -> told.contains(text))) {
            next();
        }
    }

    /** Waits until what was typed so far is shown again, with no key touched. */
    void awaitDrawn() throws InterruptedException {
        while (!shown().equals(PROMPT + typed)) {
            next();
        }
    }

    /** Ends the line: what was printed until the next prompt, the kernel's own lines left out. */
    List<String> enter() throws InterruptedException, IOException {
        above.clear();
        serial.write(new byte[] {'\r'});
        String command = PROMPT + typed;
        typed = "";
        // The kernel writes right behind the command if that ends the console's driver.
        while (above.stream().noneMatch(text -> text.startsWith(command)) || !shown().equals(PROMPT)) {
            next();
        }
        return above.stream()
                .filter(text -> !text.isEmpty() && !text.startsWith("[") && !text.startsWith(PROMPT))
                .toList();
    }

    private void awaitLine() throws InterruptedException {
        String expected = PROMPT + typed;
        while (!shown().equals(expected)) {
            next();
            String now = shown();
            assertTrue(
                    expected.startsWith(now) || now.startsWith("["),
                    () -> "the line shows '" + now + "' instead of '" + expected + "'");
        }
    }

    private String shown() {
        return CONTROL.matcher(line).replaceAll("");
    }

    private void next() throws InterruptedException {
        int octet = serial.read(System.nanoTime() + PATIENCE.toNanos());
        assertTrue(octet >= 0, () -> "the guest fell silent after '" + shown() + "'");
        if (octet == '\n' || octet == '\r') {
            if (line.length() > 0) {
                above.add(shown());
            }
            line.setLength(0);
        } else {
            line.append((char) octet);
        }
    }
}
