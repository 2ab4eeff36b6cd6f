package cortado.flash.transfer;

import cortado.flash.map.MappedRange;
import cortado.flash.target.Buffers;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;

/** Reads ranges of the target and finds those that do not hold what the map says. */
final class DeviceReading {
    private final Target target;
    private final HashPool hashes;
    private final Listener listener;
    private final StopSignal stop;

    DeviceReading(Target target, HashPool hashes, Listener listener, StopSignal stop) {
        this.target = target;
        this.hashes = hashes;
        this.listener = listener;
        this.stop = stop;
    }

    private record Pending(MappedRange range, ByteBuffer buffer, CompletableFuture<Boolean> holds) {}

    /** The ranges that differ, in ascending order. */
    List<MappedRange> differing(Collection<MappedRange> ranges)
            throws TargetException, InterruptedException, StopSignal.StoppedException {
        List<MappedRange> differing = new ArrayList<>();
        Queue<Pending> pending = new ArrayDeque<>();
        try {
            for (MappedRange range : ranges) {
                stop.check();
                if (range.end() > target.held()) {
                    differing.add(range);
                    listener.advanced(range.length());
                    continue;
                }
                while (!pending.isEmpty() && pending.peek().holds().isDone()) {
                    settle(pending.remove(), differing);
                }
                if (pending.size() > 4) {
                    settle(pending.remove(), differing);
                }
                ByteBuffer buffer = hashes.take();
                try {
                    target.read(buffer.limit(padded(range.length())), range.offset());
                } catch (TargetException e) {
                    hashes.giveBack(buffer);
                    throw e;
                }
                pending.add(new Pending(range, buffer, hashes.holds(buffer, range)));
            }
        } finally {
            while (!pending.isEmpty()) {
                settle(pending.remove(), differing);
            }
        }
        differing.sort(Comparator.comparingLong(MappedRange::offset));
        return differing;
    }

    /** Devices are read in whole sectors. */
    private int padded(int length) {
        return target.sector() == 1 ? length : Buffers.rounded(length);
    }

    private void settle(Pending done, List<MappedRange> differing) {
        if (!done.holds().join()) {
            differing.add(done.range());
        }
        hashes.giveBack(done.buffer());
        listener.advanced(done.range().length());
    }
}
