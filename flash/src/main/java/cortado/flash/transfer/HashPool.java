package cortado.flash.transfer;

import cortado.flash.map.BlockMap;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Sha256;
import cortado.flash.target.Buffers;
import java.nio.ByteBuffer;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Hashes buffers while the next ones are read or written; there are only so many of them. */
final class HashPool implements AutoCloseable {
    private static final int BUFFERS = 8;

    private final ExecutorService threads;
    private final BlockingQueue<ByteBuffer> free;

    HashPool() {
        this(BUFFERS);
    }

    /** A pool with so many buffers. */
    HashPool(int buffers) {
        free = new ArrayBlockingQueue<>(buffers);
        threads = Executors.newFixedThreadPool(
                Math.max(1, Runtime.getRuntime().availableProcessors()),
                Thread.ofPlatform().name("hash-", 0).daemon().factory());
        for (int i = 0; i < buffers; i++) {
            free.add(Buffers.aligned(BlockMap.LONGEST_RANGE));
        }
    }

    /** An empty buffer that holds any range; waits until one is given back. */
    ByteBuffer take() throws InterruptedException {
        return free.take().clear();
    }

    /** A buffer that nobody needs any more. */
    void giveBack(ByteBuffer buffer) {
        free.add(buffer);
    }

    /** Whether the buffer, from its start, holds what the map says. */
    CompletableFuture<Boolean> holds(ByteBuffer buffer, MappedRange range) {
        ByteBuffer content = buffer.slice(0, range.length());
        return CompletableFuture.supplyAsync(() -> Sha256.of(content).equals(range.sha256()), threads);
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
