package cortado.flash.transfer;

import cortado.flash.map.BlockMap;
import cortado.flash.map.MappedRange;
import cortado.flash.target.Buffers;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * The range that an image begins with, in memory before anything is written: it is needed last. Without its first block
 * nothing starts from a card.
 */
final class FirstSectors {
    private final Target target;
    private final ByteBuffer content;

    private FirstSectors(Target target, ByteBuffer content) {
        this.target = target;
        this.content = content;
    }

    /** Reads them; they are empty if the image's map begins further behind. */
    static FirstSectors of(ImageSource image, Target target, HashPool hashes) throws IOException, InterruptedException {
        List<MappedRange> ranges = image.map().ranges();
        if (ranges.getFirst().offset() != 0) {
            return new FirstSectors(target, ByteBuffer.allocate(0));
        }
        try (RangeFeed feed = new RangeFeed(image, ranges.subList(0, 1), hashes)) {
            ByteBuffer read = feed.next();
            ByteBuffer content = Buffers.aligned(read.limit());
            content.put(read.duplicate()).flip();
            hashes.giveBack(read);
            return new FirstSectors(target, content);
        }
    }

    /** Bytes in them. */
    int length() {
        return content.limit();
    }

    /** Writes zeros over a card's first block, and waits until they are there. */
    static void clear(Target target) throws TargetException {
        target.write(Buffers.aligned(BlockMap.BLOCK).limit(BlockMap.BLOCK), 0);
        target.sync();
    }

    /** Writes them without the first block, unflushed. */
    void writeRest() throws TargetException {
        ByteBuffer whole = Buffers.padded(content, target.sector());
        if (whole.limit() > BlockMap.BLOCK) {
            target.write(whole.slice(BlockMap.BLOCK, whole.limit() - BlockMap.BLOCK), BlockMap.BLOCK);
        }
    }

    /** Writes the first block, when all else is safe, and waits until it is there. */
    void writeFirst() throws TargetException {
        ByteBuffer whole = Buffers.padded(content, target.sector());
        target.write(whole.slice(0, Math.min(BlockMap.BLOCK, whole.limit())), 0);
        target.sync();
    }
}
