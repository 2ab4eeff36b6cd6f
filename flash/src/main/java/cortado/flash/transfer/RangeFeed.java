package cortado.flash.transfer;

import cortado.flash.map.MappedRange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Reads ranges of the image ahead of the one that is being written; hands out only what has the map's hash. */
final class RangeFeed implements AutoCloseable {
    private static final int AHEAD = 4;

    private final ImageSource image;
    private final HashPool hashes;
    private final BlockingQueue<Filled> queue = new ArrayBlockingQueue<>(AHEAD);
    private final Thread reader;

    /** A range in a buffer, or the failure to read it. */
    private record Filled(
            MappedRange range, ByteBuffer buffer, CompletableFuture<Boolean> holds, IOException failure) {}

    RangeFeed(ImageSource image, List<MappedRange> ranges, HashPool hashes) {
        this.image = image;
        this.hashes = hashes;
        this.reader = Thread.ofPlatform().name("image").daemon().start(() -> fill(ranges));
    }

    private void fill(List<MappedRange> ranges) {
        try {
            for (MappedRange range : ranges) {
                ByteBuffer buffer = hashes.take();
                try {
                    image.read(range, buffer);
                } catch (IOException e) {
                    queue.put(new Filled(range, buffer, null, e));
                    return;
                } catch (RuntimeException e) {
                    // A library that unpacks may meet bytes that it never expected.
                    queue.put(new Filled(
                            range, buffer, null, new ImageException("reading " + image.name() + " failed: " + e)));
                    return;
                }
                queue.put(new Filled(range, buffer, hashes.holds(buffer, range), null));
            }
        } catch (InterruptedException e) {
            // The transfer ended; nobody will take what is in the queue.
            Thread.currentThread().interrupt();
        }
    }

    /** The next range's bytes, from the buffer's start to its limit; it goes back to the pool. */
    ByteBuffer next() throws IOException, InterruptedException {
        Filled filled = queue.poll(1, TimeUnit.HOURS);
        if (filled == null) {
            throw new ImageException("reading " + image.name() + " stalled for an hour");
        }
        if (filled.failure() != null) {
            hashes.giveBack(filled.buffer());
            throw filled.failure();
        }
        if (!filled.holds().join()) {
            hashes.giveBack(filled.buffer());
            throw new ImageException(image.name() + " is damaged: what it holds from byte "
                    + filled.range().offset() + " on is not what its map says; build or download it again");
        }
        return filled.buffer().position(0).limit(filled.range().length());
    }

    @Override
    public void close() {
        reader.interrupt();
        boolean interrupted = false;
        while (reader.isAlive()) {
            try {
                reader.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        Filled left = queue.poll();
        while (left != null) {
            hashes.giveBack(left.buffer());
            left = queue.poll();
        }
    }
}
