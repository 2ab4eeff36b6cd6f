package cortado.fdt;

/** Compares names and strings where they lie in the blob. Each ends with a NUL, or with the blob. */
final class FlatText {
    private final byte[] blob;
    private final int end;

    /** Reads the part of a blob before {@code end}. */
    FlatText(byte[] blob, int end) {
        this.blob = blob;
        this.end = end;
    }

    /** Bytes before the NUL. */
    int length(int offset) {
        int at = offset;
        while (at < end && blob[at] != 0) {
            at++;
        }
        return at - offset;
    }

    /** The byte that follows in the blob what matches a part of a text; −1 if it does not match. */
    int after(int offset, String text, int from, int to) {
        int length = to - from;
        if (offset < 0 || length >= end - offset) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            if (blob[offset + i] == 0 || blob[offset + i] != (byte) text.charAt(from + i)) {
                return -1;
            }
        }
        return blob[offset + length] & 0xff;
    }

    /** As {@link #after(int, String, int, int)}, the text being another part of the blob. */
    int after(int offset, int from, int to) {
        int length = to - from;
        if (offset < 0 || length >= end - offset) {
            return -1;
        }
        for (int i = 0; i < length; i++) {
            if (blob[offset + i] == 0 || blob[offset + i] != blob[from + i]) {
                return -1;
            }
        }
        return blob[offset + length] & 0xff;
    }

    /** Whether exactly this text lies at an offset. */
    boolean is(int offset, String text) {
        return after(offset, text, 0, text.length()) == 0;
    }

    /** Whether exactly these bytes lie at an offset. */
    boolean is(int offset, byte[] text) {
        return offset >= 0
                && text.length < end - offset
                && Names.matches(blob, offset, text)
                && blob[offset + text.length] == 0;
    }
}
