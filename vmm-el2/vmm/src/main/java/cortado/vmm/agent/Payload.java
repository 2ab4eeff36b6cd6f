package cortado.vmm.agent;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A frame being written, little-endian; and the numbers of one that was read. */
final class Payload {
    private byte[] bytes = new byte[64];
    private int length;

    static int int16(byte[] from, int at) {
        return (from[at] & 0xff) | ((from[at + 1] & 0xff) << 8);
    }

    static int int32(byte[] from, int at) {
        return int16(from, at) | (int16(from, at + 2) << 16);
    }

    /** Starts a frame, whose length {@link #end} fills in. */
    static Payload of(FrameType type, int stream, int command) {
        return new Payload().put8(type.code()).put8(stream).put16(command).put32(0);
    }

    Payload put8(int value) {
        room(1);
        bytes[length++] = (byte) value;
        return this;
    }

    Payload put16(int value) {
        return put8(value).put8(value >> 8);
    }

    Payload put32(int value) {
        return put16(value).put16(value >> 16);
    }

    Payload put64(long value) {
        return put32((int) value).put32((int) (value >> 32));
    }

    Payload put(byte[] from, int at, int count) {
        room(count);
        System.arraycopy(from, at, bytes, length, count);
        length += count;
        return this;
    }

    /**
     * A string that ends with NUL.
     *
     * @throws IllegalArgumentException if it has a NUL inside
     */
    Payload text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("'" + text.replace('\0', '?') + "' has a NUL character in it");
        }
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        return put(encoded, 0, encoded.length).put8(0);
    }

    int length() {
        return length;
    }

    /** The whole frame. */
    byte[] end() {
        int payload = length - FrameType.HEADER;
        for (int i = 0; i < 4; i++) {
            bytes[4 + i] = (byte) (payload >> (8 * i));
        }
        return Arrays.copyOf(bytes, length);
    }

    private void room(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }
}
