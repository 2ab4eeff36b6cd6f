package cortado.flash.transfer;

import cortado.flash.map.BlockMap;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Sha256;
import cortado.flash.target.Buffers;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import cortado.flash.transfer.CardState.Stage;
import cortado.flash.transfer.Listener.Phase;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Puts an image on a card, so that at every moment the card either is as it was, cannot be booted, or is complete:
 *
 * <ol>
 *   <li>where the card seems to hold an earlier version, it is read, and only what differs is written;
 *   <li>its first block is cleared, so that nothing starts from it any more;
 *   <li>everything else is written, flushed and read back past the page cache, one part while the next is written;
 *   <li>then its first block.
 * </ol>
 */
public final class Transfer {
    /** The card is flushed, the journal brought up to date and what was written read back, after this many bytes. */
    private static final long MOST_UNFLUSHED = 16 << 20;
    /** Near the end that is done after fewer bytes, so that little is left to be read back when all is written. */
    private static final long LEAST_UNFLUSHED = 2 << 20;

    /** Ranges between two steps of what is shown while only verifying is left. */
    private static final int VERIFIED_AT_ONCE = 4;

    private final ImageSource image;
    private final Target target;
    private final Journal journal;
    private final Listener listener;
    private final StopSignal stop;
    private final String imageHash;
    private Optional<BlockMap> known = Optional.empty();
    private boolean full;
    private boolean verify = true;
    private boolean checkFirst;

    private Stage stage = Stage.UNTOUCHED;
    private long written;
    private long toWrite;
    private long verified;
    /** Whether the card did not hold what was written to it: the next run believes nothing of this one. */
    private boolean faulty;

    /** A transfer that compares, writes what differs, and verifies. */
    public Transfer(ImageSource image, Target target, Journal journal, Listener listener, StopSignal stop) {
        this.image = image;
        this.target = target;
        this.journal = journal;
        this.listener = listener;
        this.stop = stop;
        this.imageHash = Sha256.of(BmapFile.text(image.map()).getBytes(StandardCharsets.UTF_8));
    }

    /** Writes everything, without looking what is there, and reads nothing back before all is written. */
    public Transfer full(boolean everything) {
        full = everything;
        return this;
    }

    /** What the card is known to hold: it is not read to find out what differs. */
    public Transfer knowing(Optional<BlockMap> held) {
        known = held;
        return this;
    }

    /** Whether what was written is read back. */
    public Transfer verify(boolean wanted) {
        verify = wanted;
        return this;
    }

    /** Whether all that will be written is held against the map before the card is touched, and not on the way. */
    public Transfer checkFirst(boolean wanted) {
        checkFirst = wanted;
        return this;
    }

    /** Runs it. */
    public Outcome run() throws TransferException, InterruptedException {
        try (HashPool hashes = new HashPool()) {
            return run(hashes);
        } catch (StopSignal.StoppedException e) {
            throw ended(TransferException.Cause.STOPPED, "stopped");
        } catch (TargetException e) {
            throw ended(TransferException.Cause.TARGET, e.getMessage());
        } catch (IOException e) {
            throw ended(TransferException.Cause.IMAGE, e.getMessage());
        }
    }

    private TransferException ended(TransferException.Cause why, String message) {
        return new TransferException(why, message, new CardState(stage, written, toWrite), target.name());
    }

    /** Only asks what would be written: reads the card, and leaves it as it is. */
    public List<MappedRange> plan() throws TransferException, InterruptedException {
        try (HashPool hashes = new HashPool()) {
            return differing(comparison(hashes), Optional.empty());
        } catch (StopSignal.StoppedException e) {
            throw ended(TransferException.Cause.STOPPED, "stopped");
        } catch (TargetException e) {
            throw ended(TransferException.Cause.TARGET, e.getMessage());
        }
    }

    private Comparison comparison(HashPool hashes) {
        return new Comparison(reading(hashes), listener);
    }

    private DeviceReading reading(HashPool hashes) {
        return new DeviceReading(target, hashes, listener, stop);
    }

    private Outcome run(HashPool hashes)
            throws IOException, InterruptedException, StopSignal.StoppedException, TransferException {
        Optional<Journal.Entry> begun =
                journal.read().filter(entry -> entry.image().equals(imageHash));
        Comparison comparison = comparison(hashes);
        List<MappedRange> differing = differing(comparison, begun);
        toWrite = MappedRange.bytes(differing);
        if (checkFirst) {
            check(differing, hashes);
        }
        if (!differing.isEmpty()) {
            write(differing, hashes);
        }
        target.finish(image.map().imageSize());
        stage = Stage.WHOLE;
        journal.delete();
        return new Outcome(image.map().mappedBytes(), comparison.compared(), written, verified, begun.isPresent());
    }

    /** What has to be written, in ascending order. */
    private List<MappedRange> differing(Comparison comparison, Optional<Journal.Entry> begun)
            throws TargetException, InterruptedException, StopSignal.StoppedException {
        List<MappedRange> all = image.map().ranges();
        if (full) {
            return all;
        }
        if (known.isPresent()) {
            Set<MappedRange> held = new HashSet<>(known.get().ranges());
            return all.stream().filter(range -> !held.contains(range)).toList();
        }
        return comparison.differing(all, begun);
    }

    /** Reads all that will be written, and ends here if the map does not describe it. */
    private void check(List<MappedRange> differing, HashPool hashes)
            throws IOException, InterruptedException, StopSignal.StoppedException {
        listener.begins(Phase.CHECK, toWrite);
        try (RangeFeed feed = new RangeFeed(image, differing, hashes)) {
            for (MappedRange range : differing) {
                stop.check();
                hashes.giveBack(feed.next());
                listener.advanced(range.length());
            }
        }
    }

    private void write(List<MappedRange> differing, HashPool hashes)
            throws IOException, InterruptedException, StopSignal.StoppedException, TransferException {
        boolean hasHead = differing.getFirst().offset() == 0;
        List<MappedRange> body = hasHead ? differing.subList(1, differing.size()) : differing;
        FirstSectors first = FirstSectors.of(image, target, hashes);
        stage = Stage.CLEARING;
        FirstSectors.clear(target);
        stage = Stage.NOT_BOOTABLE;
        listener.begins(Phase.WRITE, toWrite);
        if (hasHead) {
            first.writeRest();
            listener.advanced(first.length());
        }
        writeBody(body, hashes);
        stop.check();
        stage = Stage.FINISHING;
        if (first.length() > 0) {
            first.writeFirst();
        }
        if (hasHead) {
            written += first.length();
        }
        if (verify && first.length() > 0) {
            expectNone(reading(hashes).differing(List.of(image.map().ranges().getFirst())));
            verified += hasHead ? first.length() : 0;
        }
    }

    /**
     * A card that puts what is written to one place at another may have put something over its first block; and one
     * whose first block is whole would start, whatever else is wrong.
     */
    private void clearAgain() {
        try {
            FirstSectors.clear(target);
            stage = Stage.NOT_BOOTABLE;
        } catch (TargetException e) {
            // The failure that is being reported says more.
            return;
        }
    }

    private void writeBody(List<MappedRange> body, HashPool hashes)
            throws IOException, InterruptedException, StopSignal.StoppedException, TransferException {
        // All that lies in front of the first range that differs is there already.
        long reached =
                body.isEmpty() ? image.map().imageSize() : body.getFirst().offset();
        long left = MappedRange.bytes(body);
        long unflushed = 0;
        List<MappedRange> batch = new ArrayList<>();
        Edges edges = new Edges();
        try (ReadBack readBack = new ReadBack(target, stop)) {
            try (RangeFeed feed = new RangeFeed(image, body, hashes);
                    BackgroundFlush flush = new BackgroundFlush(target)) {
                for (MappedRange range : body) {
                    stop.check();
                    expectNone(readBack.wrong());
                    ByteBuffer bytes = feed.next();
                    target.write(Buffers.padded(bytes, target.sector()), range.offset());
                    if (verify) {
                        edges.add(range, bytes);
                    }
                    hashes.giveBack(bytes);
                    batch.add(range);
                    written += range.length();
                    unflushed += range.length();
                    left -= range.length();
                    listener.advanced(range.length());
                    reached = range.end();
                    if (unflushed >= Math.clamp(left / 2, LEAST_UNFLUSHED, MOST_UNFLUSHED)
                            && flush.begin(whenFlushed(reached, List.copyOf(batch), readBack))) {
                        unflushed = 0;
                        batch.clear();
                    }
                }
                flush.await();
                target.sync();
            } finally {
                // After a failure this is more than is safe on the card, but it is compared before it is believed.
                if (!faulty) {
                    journal.write(new Journal.Entry(imageHash, reached));
                }
            }
            if (verify) {
                verify(body, batch, readBack, edges);
            }
        }
    }

    private Runnable whenFlushed(long reached, List<MappedRange> ranges, ReadBack readBack) {
        Journal.Entry safe = new Journal.Entry(imageHash, reached);
        return () -> {
            journal.write(safe);
            if (verify && !full) {
                readBack.flushed(ranges);
            }
        };
    }

    /** Reads back what has not been yet, and looks once more at the ends of what was before all was written. */
    private void verify(List<MappedRange> body, List<MappedRange> last, ReadBack readBack, Edges edges)
            throws TargetException, StopSignal.StoppedException, TransferException {
        boolean early = readBack.hasBegun();
        listener.begins(Phase.VERIFY, MappedRange.bytes(body));
        // In parts, so that one sees it go on.
        List<MappedRange> left = full ? body : last;
        for (int from = 0; from < left.size(); from += VERIFIED_AT_ONCE) {
            readBack.flushed(left.subList(from, Math.min(from + VERIFIED_AT_ONCE, left.size())));
        }
        expectNone(readBack.finish(listener, stop));
        if (early) {
            expectNone(edges.differing(target, stop));
        }
        verified += MappedRange.bytes(body);
    }

    private void expectNone(List<MappedRange> wrong) throws TransferException {
        if (!wrong.isEmpty()) {
            faulty = true;
            journal.delete();
            if (stage == Stage.NOT_BOOTABLE || stage == Stage.FINISHING) {
                clearAgain();
            }
            throw ended(
                    TransferException.Cause.VERIFICATION,
                    String.format(
                            Locale.ROOT,
                            "%s does not hold what was written to it: %.1f MiB differ, first at %.1f MiB. The card or"
                                    + " its reader is faulty, or has less room than it says; try another card",
                            target.name(),
                            MappedRange.bytes(wrong) / 1048576.0,
                            wrong.getFirst().offset() / 1048576.0));
        }
    }
}
