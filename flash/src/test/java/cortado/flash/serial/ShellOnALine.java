package cortado.flash.serial;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A board's shell, as far as the host can tell, at the test's end of a pseudo-terminal. */
public final class ShellOnALine {
    private final PseudoTerminal line;
    private final Map<String, String> answers;
    private final StringBuilder heard = new StringBuilder();
    private final Thread thread;

    /**
     * Starts to listen.
     *
     * @param boot what it says first
     * @param answers what it prints to commands, status frames included
     */
    public ShellOnALine(PseudoTerminal line, String boot, Map<String, String> answers) {
        this.line = line;
        this.answers = answers;
        this.thread = Thread.ofPlatform().daemon().start(() -> serve(boot));
    }

    private void serve(String boot) {
        try (InputStream in = line.in()) {
            line.say(boot);
            StringBuilder typed = new StringBuilder();
            int octet;
            while ((octet = in.read()) >= 0) {
                synchronized (heard) {
                    heard.append((char) octet);
                }
                if (octet == 5) {
                    line.say("\u0006");
                } else if (octet == 3 || octet == 4) {
                    line.say("\r\ncortado> ");
                } else if (octet == '\n') {
                    line.say(answers.getOrDefault(typed.toString(), ""));
                    typed.setLength(0);
                } else {
                    typed.append((char) octet);
                }
            }
        } catch (IOException | IllegalStateException e) {
            // The line was closed under it, which ends the board as well.
            return;
        }
    }

    /** Everything that was sent to the board so far. */
    public String heard() {
        synchronized (heard) {
            return heard.toString();
        }
    }

    /** Waits until something was sent to it. */
    public void awaitHeard(String text) throws InterruptedException {
        for (int tries = 0; tries < 400 && !heard().contains(text); tries++) {
            Thread.sleep(25);
        }
        if (!heard().contains(text)) {
            throw new AssertionError("the board heard " + heard().getBytes(StandardCharsets.UTF_8).length
                    + " bytes, but not '" + text + "'; it is " + (thread.isAlive() ? "listening" : "gone"));
        }
    }
}
