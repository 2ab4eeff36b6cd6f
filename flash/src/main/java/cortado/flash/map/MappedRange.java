package cortado.flash.map;

import java.util.Collection;

/**
 * A stretch of an image that means something, with the hash of its content.
 *
 * @param span where; starts on a block, and ends on one or at the image's end
 * @param sha256 of its bytes, 64 lower-case hexadecimal digits
 */
public record MappedRange(Span span, String sha256) {
    /** Bytes in front of it. */
    public long offset() {
        return span.offset();
    }

    /** Bytes in it; at most {@link BlockMap#LONGEST_RANGE} in a map that this project made. */
    public int length() {
        return Math.toIntExact(span.length());
    }

    /** Bytes in several of them. */
    public static long bytes(Collection<MappedRange> ranges) {
        return ranges.stream().mapToLong(range -> range.span().length()).sum();
    }

    /** The byte after its last. */
    public long end() {
        return span.end();
    }
}
