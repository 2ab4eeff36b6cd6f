package cortado.flash.run;

import cortado.flash.run.FrameScanner.Event;
import cortado.flash.run.GuestException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * The host's end of the remote protocol. The shell prints its prompt; the host sends ENQ and the shell answers ACK:
 * from there on it neither echoes nor prompts, runs each line it is sent, and closes the line's output with a status
 * frame. A panic frame may come at any time.
 */
public final class RemoteShell {
    /** What the shell prints when it waits for a line. */
    public static final String PROMPT = "cortado> ";

    /** The status of a command that took the shell with it, as of one that SIGKILL ended. */
    public static final int LOST = 137;

    private static final int ENQ = 0x05;
    private static final int ACK = 0x06;
    /** How much of the boot is kept to be shown when something goes wrong. */
    private static final int BOOT_TEXT = 64 * 1024;
    /** A panic's text is over when nothing came for this long. */
    private static final Duration PANIC_SILENCE = Duration.ofMillis(700);

    /** A prompt is a shell's own, and no command's output, when nothing came after it for this long. */
    private static final Duration PROMPT_SILENCE = Duration.ofMillis(700);

    private static final int PANIC_TEXT = 16 * 1024;
    private static final int SHOWN_LINES = 12;
    private static final Pattern CONTROL = Pattern.compile("\u001b\\[[0-9;?]*[A-Za-z]|[\\x00-\\x08\\x0b-\\x1f]");

    private final Serial serial;
    private final FrameScanner scanner = new FrameScanner();
    private final ByteArrayOutputStream boot = new ByteArrayOutputStream();

    private int restarts;

    /** A shell at the other end of the line, whose guest has not been read from yet. */
    public RemoteShell(Serial serial) {
        this.serial = serial;
    }

    /** What the guest printed until it was in remote mode, without terminal controls. */
    public String bootText() {
        return plain(boot.toString(StandardCharsets.UTF_8));
    }

    /**
     * Waits for the prompt and puts the shell into remote mode.
     *
     * @param deadline on the clock of {@link System#nanoTime}
     */
    public void connect(long deadline) throws GuestException, InterruptedException, IOException {
        byte[] prompt = PROMPT.getBytes(StandardCharsets.US_ASCII);
        int matched = 0;
        while (matched < prompt.length) {
            int value = bootByte(deadline, "its shell's prompt");
            // The prompt's first letter occurs nowhere else in it, so a mismatch can only restart there.
            matched = value == prompt[matched] ? matched + 1 : value == prompt[0] ? 1 : 0;
        }
        enterRemoteMode(deadline);
    }

    private void enterRemoteMode(long deadline) throws GuestException, InterruptedException, IOException {
        serial.write(new byte[] {ENQ});
        while (bootByte(deadline, "its shell's answer to ENQ") != ACK) {
            // What the shell still had to say as a terminal belongs to the boot.
        }
    }

    private int bootByte(long deadline, String awaited) throws GuestException, InterruptedException {
        while (true) {
            int value = serial.read(deadline);
            if (value == Serial.LATE) {
                throw new GuestException(
                        Reason.TIMED_OUT, "the guest did not send " + awaited + " in time" + lastLines());
            }
            if (value == Serial.CLOSED) {
                throw new GuestException(
                        Reason.ENDED_EARLY, "the emulator ended before the guest sent " + awaited + lastLines());
            }
            if (boot.size() < BOOT_TEXT) {
                boot.write(value);
            }
            switch (scanner.accept(value)) {
                case Event.Panic panic -> throw panicked();
                case Event.Text text -> {
                    return value;
                }
                case Event.Status status -> {}
                case Event.Pending pending -> {}
            }
        }
    }

    private String lastLines() {
        String text = bootText().strip();
        if (text.isEmpty()) {
            return "; it printed nothing";
        }
        String[] lines = text.split("\n", -1);
        int from = Math.max(0, lines.length - SHOWN_LINES);
        return "; the last it printed:\n  "
                + String.join("\n  ", Arrays.asList(lines).subList(from, lines.length));
    }

    /**
     * Runs one line. A prompt at the start of a line, once nothing follows it, is a new shell's: the one that ran the
     * command is gone, and with it the status. The new one is put into remote mode.
     *
     * @param line without a line end
     * @param output gets what the command prints, as it comes
     * @param deadline on the clock of {@link System#nanoTime}
     * @return its exit status, or {@link #LOST}
     */
    public int run(String line, OutputStream output, long deadline)
            throws GuestException, InterruptedException, IOException {
        serial.write((line + "\n").getBytes(StandardCharsets.UTF_8));
        PromptWatch prompt = new PromptWatch();
        while (true) {
            long patience = System.nanoTime() + PROMPT_SILENCE.toNanos();
            boolean watching = prompt.isShown() && patience - deadline < 0;
            int value = serial.read(watching ? patience : deadline);
            if (value == Serial.LATE && watching) {
                output.flush();
                restarts++;
                enterRemoteMode(deadline);
                return LOST;
            }
            if (value == Serial.LATE) {
                output.flush();
                throw new GuestException(Reason.TIMED_OUT, "`" + line + "` did not end in time");
            }
            if (value == Serial.CLOSED) {
                output.flush();
                throw new GuestException(Reason.ENDED_EARLY, "the emulator ended during `" + line + "`");
            }
            switch (scanner.accept(value)) {
                case Event.Text text -> {
                    prompt.accept(text.bytes());
                    output.write(text.bytes());
                }
                case Event.Status status -> {
                    output.flush();
                    return status.status();
                }
                case Event.Panic panic -> {
                    output.flush();
                    throw panicked();
                }
                case Event.Pending pending -> {}
            }
        }
    }

    /** How often the shell was restarted during a command. */
    public int restarts() {
        return restarts;
    }

    /** Sends a line without waiting for its end. */
    public void send(String line) throws IOException {
        serial.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** Reads until the guest hangs up; whether it did before the deadline. */
    public boolean awaitEnd(long deadline) throws InterruptedException {
        int value;
        do {
            value = serial.read(deadline);
        } while (value >= 0);
        return value == Serial.CLOSED;
    }

    private GuestException panicked() throws InterruptedException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        while (text.size() < PANIC_TEXT) {
            int value = serial.read(System.nanoTime() + PANIC_SILENCE.toNanos());
            if (value < 0) {
                break;
            }
            text.write(value);
        }
        return new GuestException(
                Reason.PANICKED,
                "the kernel panicked: "
                        + plain(text.toString(StandardCharsets.UTF_8)).strip());
    }

    private static String plain(String text) {
        return CONTROL.matcher(text.replace("\r\n", "\n")).replaceAll("");
    }
}
