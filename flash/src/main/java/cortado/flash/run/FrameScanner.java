package cortado.flash.run;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Tells frames from text in what a guest sends. A frame is RS (1e), a word and US (1f); the words are a decimal exit
 * status and {@code PANIC}. Anything else between the two is text, RS and US included.
 */
final class FrameScanner {
    private static final int RS = 0x1e;
    private static final int US = 0x1f;
    /** More letters than this are no frame. */
    private static final int LONGEST = 12;

    private static final String PANIC = "PANIC";

    /** What one byte completed. */
    sealed interface Event {
        /** Nothing yet. */
        enum Pending implements Event {
            INSTANCE
        }

        /** These bytes are text. */
        @SuppressWarnings("ArrayRecordComponent") // handed on at once, never compared
        record Text(byte[] bytes) implements Event {}

        /** A command ended with this status. */
        record Status(int status) implements Event {}

        /** The kernel panics; what follows says why. */
        record Panic() implements Event {}
    }

    private final ByteArrayOutputStream frame = new ByteArrayOutputStream();

    /** Takes the next byte. */
    Event accept(int value) {
        if (frame.size() == 0) {
            if (value == RS) {
                frame.write(value);
                return Event.Pending.INSTANCE;
            }
            return new Event.Text(new byte[] {(byte) value});
        }
        if (value == RS) {
            Event text = asText();
            frame.write(value);
            return text;
        }
        frame.write(value);
        if (value == US) {
            return finish();
        }
        return frame.size() > LONGEST ? asText() : Event.Pending.INSTANCE;
    }

    private Event finish() {
        String word = frame.toString(StandardCharsets.ISO_8859_1).substring(1, frame.size() - 1);
        if (word.equals(PANIC)) {
            frame.reset();
            return new Event.Panic();
        }
        try {
            int status = Integer.parseInt(word);
            frame.reset();
            return new Event.Status(status);
        } catch (NumberFormatException e) {
            return asText();
        }
    }

    private Event asText() {
        byte[] bytes = frame.toByteArray();
        frame.reset();
        return new Event.Text(bytes);
    }
}
