package cortado.flash.map;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Makes block maps from images. */
public final class MapBuild {
    private MapBuild() {}

    /**
     * The map of an image, and the hash of the whole.
     *
     * @param map which blocks mean something
     * @param sha256 of the image from its first byte to its last
     */
    public record Mapped(BlockMap map, String sha256) {}

    /** Reads an image once; {@code significant} may overlap and need not start on blocks. */
    public static Mapped of(FileChannel image, List<Span> significant) throws IOException {
        long size = image.size();
        BitSet blocks = blocks(significant, size);
        MessageDigest whole = Sha256.digest();
        List<MappedRange> ranges = new ArrayList<>();
        ByteBuffer chunk = ByteBuffer.allocateDirect(BlockMap.LONGEST_RANGE);
        for (long start = 0; start < size; start += BlockMap.LONGEST_RANGE) {
            chunk.clear().limit((int) Math.min(BlockMap.LONGEST_RANGE, size - start));
            fill(image, chunk, start);
            whole.update(chunk.duplicate());
            for (Span run : runs(blocks, start, chunk.limit())) {
                ByteBuffer content = chunk.slice((int) (run.offset() - start), (int) run.length());
                ranges.add(new MappedRange(run, Sha256.of(content)));
            }
        }
        return new Mapped(new BlockMap(size, ranges), Sha256.text(whole));
    }

    /** The map that holds every byte of an image of this size to mean something; its hashes are not known yet. */
    public static List<Span> everything(long size) {
        List<Span> all = new ArrayList<>();
        for (long start = 0; start < size; start += BlockMap.LONGEST_RANGE) {
            all.add(new Span(start, Math.min(BlockMap.LONGEST_RANGE, size - start)));
        }
        return all;
    }

    private static BitSet blocks(List<Span> significant, long size) {
        BitSet blocks = new BitSet(Math.toIntExact((size + BlockMap.BLOCK - 1) / BlockMap.BLOCK));
        for (Span span : significant) {
            long end = Math.min(span.end(), size);
            if (span.offset() < end) {
                blocks.set(
                        Math.toIntExact(span.offset() / BlockMap.BLOCK),
                        Math.toIntExact((end + BlockMap.BLOCK - 1) / BlockMap.BLOCK));
            }
        }
        return blocks;
    }

    /** The runs of set blocks within a chunk. */
    private static List<Span> runs(BitSet blocks, long start, int length) {
        List<Span> runs = new ArrayList<>();
        int first = (int) (start / BlockMap.BLOCK);
        int end = first + (length + BlockMap.BLOCK - 1) / BlockMap.BLOCK;
        for (int from = blocks.nextSetBit(first); from >= 0 && from < end; ) {
            int to = Math.min(blocks.nextClearBit(from), end);
            long offset = (long) from * BlockMap.BLOCK;
            runs.add(new Span(offset, Math.min((long) to * BlockMap.BLOCK, start + length) - offset));
            from = blocks.nextSetBit(to);
        }
        return runs;
    }

    private static void fill(FileChannel image, ByteBuffer buffer, long start) throws IOException {
        while (buffer.hasRemaining()) {
            if (image.read(buffer, start + buffer.position()) < 0) {
                throw new EOFException("the image became shorter while it was read");
            }
        }
        buffer.flip();
    }
}
