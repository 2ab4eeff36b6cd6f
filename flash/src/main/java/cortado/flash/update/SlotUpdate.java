package cortado.flash.update;

import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Mbr;
import cortado.flash.map.Span;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Writes a system into the spare slot. The usual slot and {@code autoboot.txt} are never touched, so whatever happens
 * on the way, the card boots as before. The spare slot's first block, without which it is no file system, is cleared
 * before anything else in it changes and written when all else is there and was read back: a slot is whole or is none.
 */
public final class SlotUpdate {
    /** A boot sector's own distance from the start of the disk, the only thing that differs between slots. */
    private static final int HIDDEN_SECTORS = 28;

    private static final int BACKUP = 6 * Mbr.SECTOR;

    /** Blocks that are read or written at once: cards are slow with small pieces. */
    private static final int LONGEST = 256;

    private final FileChannel image;
    private final Medium card;
    private final SlotPlan plan;
    private final ByteBuffer wanted;
    private final ByteBuffer found;

    private SlotUpdate(FileChannel image, Medium card, SlotPlan plan) {
        this.image = image;
        this.card = card;
        this.plan = plan;
        this.wanted = card.buffer(LONGEST * Medium.BLOCK);
        this.found = card.buffer(LONGEST * Medium.BLOCK);
    }

    /**
     * What was done.
     *
     * @param written bytes
     * @param compared bytes
     */
    public record Outcome(long written, long compared) {}

    /** Writes what differs, and reads it back. */
    public static Outcome run(FileChannel image, Medium card, SlotPlan plan) throws UpdateException, IOException {
        return new SlotUpdate(image, card, plan).run();
    }

    private Outcome run() throws UpdateException, IOException {
        BitSet used = usedBlocks();
        BitSet different = differing(used);
        long compared = (long) used.cardinality() * Medium.BLOCK;
        if (different.isEmpty()) {
            return new Outcome(0, compared);
        }
        different.clear(0);
        card.write(zeroed(), plan.cardStart());
        card.sync();
        for (Run run : runs(different)) {
            card.write(wanted(run), place(run.first()));
        }
        card.sync();
        for (Run run : runs(different)) {
            verify(run);
        }
        Run first = new Run(0, 1);
        card.write(wanted(first), place(0));
        card.sync();
        verify(first);
        return new Outcome((different.cardinality() + 2L) * Medium.BLOCK, compared);
    }

    /** Blocks of the slot that mean something in the image. */
    private BitSet usedBlocks() {
        BitSet used = new BitSet();
        for (Span span : plan.used()) {
            long start = span.offset() - plan.imageStart();
            used.set(
                    Math.toIntExact(start / Medium.BLOCK),
                    Math.toIntExact((start + span.length() + Medium.BLOCK - 1) / Medium.BLOCK));
        }
        return used;
    }

    /** Blocks that follow each other. */
    private record Run(int first, int blocks) {}

    private static List<Run> runs(BitSet blocks) {
        List<Run> runs = new ArrayList<>();
        int first = blocks.nextSetBit(0);
        while (first >= 0) {
            int end = Math.min(blocks.nextClearBit(first), first + LONGEST);
            runs.add(new Run(first, end - first));
            first = blocks.nextSetBit(end);
        }
        return runs;
    }

    private BitSet differing(BitSet used) throws IOException {
        BitSet different = new BitSet();
        for (Run run : runs(used)) {
            ByteBuffer should = wanted(run);
            ByteBuffer is = found(run);
            for (int block = 0; block < run.blocks(); block++) {
                int at = block * Medium.BLOCK;
                if (should.slice(at, Medium.BLOCK).mismatch(is.slice(at, Medium.BLOCK)) >= 0) {
                    different.set(run.first() + block);
                }
            }
        }
        return different;
    }

    private ByteBuffer found(Run run) throws IOException {
        card.read(found.clear().limit(run.blocks() * Medium.BLOCK), place(run.first()));
        return found.flip();
    }

    private long place(int block) {
        return plan.cardStart() + (long) block * Medium.BLOCK;
    }

    private ByteBuffer zeroed() {
        found.clear().limit(Medium.BLOCK);
        while (found.hasRemaining()) {
            found.put((byte) 0);
        }
        return found.flip();
    }

    /** Blocks as they have to be on the card. */
    private ByteBuffer wanted(Run run) throws IOException {
        wanted.clear().limit(run.blocks() * Medium.BLOCK);
        long from = plan.imageStart() + (long) run.first() * Medium.BLOCK;
        while (wanted.hasRemaining()) {
            if (image.read(wanted, from + wanted.position()) < 0) {
                throw new EOFException("the image became shorter while it was read");
            }
        }
        wanted.flip();
        if (run.first() == 0) {
            wanted.order(ByteOrder.LITTLE_ENDIAN);
            wanted.putInt(HIDDEN_SECTORS, (int) plan.card().firstSector());
            wanted.putInt(BACKUP + HIDDEN_SECTORS, (int) plan.card().firstSector());
        }
        return wanted;
    }

    private void verify(Run run) throws UpdateException, IOException {
        int wrong = wanted(run).mismatch(found(run));
        if (wrong >= 0) {
            throw new UpdateException(
                    true,
                    "byte " + (place(run.first()) + wrong) + " of the card does not read back as it was written: slot "
                            + Autoboot.letter(plan.number()) + " is not whole and will not be booted, slot "
                            + Autoboot.letter(plan.autoboot().slot()) + " is as it was; try another card");
        }
    }
}
