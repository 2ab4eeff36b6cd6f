package cortado.flash.transfer;

import cortado.flash.map.BlockMap;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Sha256;
import cortado.flash.map.Span;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/** Maps that are made by reading an image from its start to its end. */
final class MapReading {
    private MapReading() {}

    /** The map of an image that came without: every byte counts. */
    static BlockMap everything(InputStream image) throws IOException {
        List<MappedRange> ranges = new ArrayList<>();
        byte[] chunk = new byte[BlockMap.LONGEST_RANGE];
        long size = 0;
        int length = image.readNBytes(chunk, 0, chunk.length);
        while (length > 0) {
            ranges.add(new MappedRange(new Span(size, length), Sha256.of(ByteBuffer.wrap(chunk, 0, length))));
            size += length;
            length = image.readNBytes(chunk, 0, chunk.length);
        }
        return new BlockMap(size, ranges);
    }

    /**
     * The same blocks in ranges that fit into memory, each with its own hash.
     *
     * @throws ImageException if a whole range does not have the hash that the coarse map gives it
     */
    static BlockMap cut(BlockMap coarse, ByteSource bytes, String name) throws IOException {
        List<MappedRange> ranges = new ArrayList<>();
        ByteBuffer chunk = ByteBuffer.allocate(BlockMap.LONGEST_RANGE);
        for (MappedRange range : coarse.ranges()) {
            MessageDigest whole = Sha256.digest();
            for (long at = range.offset(); at < range.end(); ) {
                long next = Math.min(range.end(), (at / BlockMap.LONGEST_RANGE + 1) * BlockMap.LONGEST_RANGE);
                chunk.clear().limit((int) (next - at));
                bytes.read(chunk, at);
                chunk.flip();
                whole.update(chunk.duplicate());
                ranges.add(new MappedRange(new Span(at, next - at), Sha256.of(chunk)));
                at = next;
            }
            if (!Sha256.text(whole).equals(range.sha256())) {
                throw new ImageException(name + " is damaged: what it holds from byte " + range.offset()
                        + " on is not what its map says; build or download it again");
            }
        }
        return new BlockMap(coarse.imageSize(), ranges);
    }
}
