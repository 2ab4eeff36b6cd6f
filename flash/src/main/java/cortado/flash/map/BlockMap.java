package cortado.flash.map;

import java.util.List;

/**
 * Which blocks of an image mean something, and what they hold. What lies between the ranges may have any content on a
 * card: it belongs to no file and no file system structure.
 *
 * @param imageSize bytes
 * @param ranges in ascending order, without overlap
 */
public record BlockMap(long imageSize, List<MappedRange> ranges) {
    /** Ranges start on a multiple of this; also the largest sector that cards and disks have. */
    public static final int BLOCK = 4096;
    /** The longest range, in bytes: what is written again when one byte changed. Ranges do not cross its multiples. */
    public static final int LONGEST_RANGE = 1 << 20;

    /** Checks order and bounds, which a map from a file may violate. */
    public BlockMap {
        ranges = List.copyOf(ranges);
        long end = 0;
        for (MappedRange range : ranges) {
            if (range.offset() < end || range.offset() % BLOCK != 0 || range.end() > imageSize) {
                throw new MapException("range " + range.offset() + "+"
                        + range.span().length()
                        + " overlaps the one before it, starts inside a block or leaves the image of " + imageSize
                        + " bytes");
            }
            end = range.end();
        }
    }

    /** Bytes in all ranges together. */
    public long mappedBytes() {
        return ranges.stream().mapToLong(range -> range.span().length()).sum();
    }
}
