package cortado.flash.map;

/**
 * A stretch of an image or device.
 *
 * @param offset of its first byte
 * @param length in bytes, at least 1
 */
public record Span(long offset, long length) {
    /** Refuses stretches that no disk has. */
    public Span {
        if (offset < 0 || length < 1 || offset + length < 0) {
            throw new IllegalArgumentException("no disk has " + length + " bytes at " + offset);
        }
    }

    /** The byte after the last. */
    public long end() {
        return offset + length;
    }
}
