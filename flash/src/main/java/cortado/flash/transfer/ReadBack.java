package cortado.flash.transfer;

import cortado.flash.map.MappedRange;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Reads back what was flushed while the next ranges are written, so that verifying costs time only where the reader is
 * busy anyway, and a bad card is found early. A card that has less room than it says can still lose what was read back
 * to what is written later: {@link Edges} are for that.
 */
final class ReadBack implements AutoCloseable {
    private static final int BUFFERS = 7;

    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("read-back").daemon().factory());
    private final HashPool hashes = new HashPool(BUFFERS);
    private final StopSignal ended;
    private final DeviceReading reading;
    private final List<Batch> batches = new ArrayList<>();

    /** Ranges and, later, those of them that the card does not hold. */
    private record Batch(List<MappedRange> ranges, CompletableFuture<List<MappedRange>> wrong) {}

    /** Reads until it is closed, or the person wants to stop. */
    ReadBack(Target target, StopSignal stop) {
        ended = new StopSignal(stop);
        reading = new DeviceReading(target, hashes, Listener.SILENT, ended);
    }

    /** These ranges were flushed: they are read back as soon as those before them were. Called from any thread. */
    synchronized void flushed(List<MappedRange> ranges) {
        batches.add(new Batch(ranges, CompletableFuture.supplyAsync(() -> differing(ranges), thread)));
    }

    private List<MappedRange> differing(List<MappedRange> ranges) {
        try {
            return reading.differing(ranges);
        } catch (StopSignal.StoppedException e) {
            // Whoever waits for this sees the same signal.
            return List.of();
        } catch (TargetException | InterruptedException e) {
            throw new CompletionException(e);
        }
    }

    /** Whether anything was read back before this moment. */
    synchronized boolean hasBegun() {
        return !batches.isEmpty();
    }

    /** What was found wrong so far; does not wait. */
    List<MappedRange> wrong() throws TargetException {
        List<MappedRange> wrong = new ArrayList<>();
        for (Batch batch : batches()) {
            if (batch.wrong().isDone()) {
                wrong.addAll(Background.await(batch.wrong()));
            }
        }
        return wrong;
    }

    /** Waits until all is read back, and gives what is wrong, in ascending order. */
    List<MappedRange> finish(Listener listener, StopSignal stop) throws TargetException, StopSignal.StoppedException {
        List<MappedRange> wrong = new ArrayList<>();
        for (Batch batch : batches()) {
            wrong.addAll(Background.await(batch.wrong()));
            stop.check();
            listener.advanced(MappedRange.bytes(batch.ranges()));
        }
        return wrong;
    }

    private synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** Ends at the next range, and waits for that. */
    @Override
    public void close() {
        ended.give();
        thread.close();
        hashes.close();
    }
}
