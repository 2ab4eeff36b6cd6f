package cortado.flash.transfer;

import cortado.flash.map.MappedRange;
import cortado.flash.target.TargetException;
import cortado.flash.transfer.Listener.Phase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Finds out by reading the card which ranges of an image it does not hold, where reading is worth its time. */
final class Comparison {
    private final DeviceReading reading;
    private final Listener listener;
    private long compared;

    Comparison(DeviceReading reading, Listener listener) {
        this.reading = reading;
        this.listener = listener;
    }

    /** Bytes that were read so far. */
    long compared() {
        return compared;
    }

    /**
     * What has to be written, in ascending order.
     *
     * @param begun what an earlier run with the same image left behind
     */
    List<MappedRange> differing(List<MappedRange> all, Optional<Journal.Entry> begun)
            throws TargetException, InterruptedException, StopSignal.StoppedException {
        if (begun.isEmpty()) {
            return unlessForeign(all);
        }
        long reached = begun.get().reached();
        listener.says(String.format(
                Locale.ROOT, "an earlier run was cut short after %.1f MiB: going on from there", reached / 1048576.0));
        List<MappedRange> before =
                all.stream().filter(range -> range.end() <= reached).toList();
        List<MappedRange> differing = new ArrayList<>(compare(before));
        differing.addAll(unlessForeign(all.subList(before.size(), all.size())));
        return differing;
    }

    /** Everything, where no sample of the card is like the image; else what differs. */
    private List<MappedRange> unlessForeign(List<MappedRange> ranges)
            throws TargetException, InterruptedException, StopSignal.StoppedException {
        List<MappedRange> sample = Survey.sample(ranges);
        List<MappedRange> differing = new ArrayList<>(compare(sample));
        if (differing.size() == sample.size()) {
            return ranges;
        }
        Set<MappedRange> seen = new HashSet<>(sample);
        differing.addAll(
                compare(ranges.stream().filter(range -> !seen.contains(range)).toList()));
        differing.sort(Comparator.comparingLong(MappedRange::offset));
        return differing;
    }

    private List<MappedRange> compare(List<MappedRange> ranges)
            throws TargetException, InterruptedException, StopSignal.StoppedException {
        long bytes = MappedRange.bytes(ranges);
        compared += bytes;
        listener.begins(Phase.COMPARE, bytes);
        return reading.differing(ranges);
    }
}
