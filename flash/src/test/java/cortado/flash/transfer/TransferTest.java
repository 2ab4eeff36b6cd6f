package cortado.flash.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.manifest.ImageFiles;
import cortado.flash.map.BlockMap;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapBuild;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Span;
import cortado.flash.target.FaultyDevice;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import cortado.flash.transfer.CardState.Stage;
import cortado.flash.transfer.TransferException.Cause;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class TransferTest {
    private static final int MIB = 1 << 20;
    private static final int SIZE = 8 * MIB;
    private static final int EIO = 5;
    private static final int ENOSPC = 28;

    @TempDir
    private Path folder;

    private Path image;
    private byte[] content;

    /** An image of 8 MiB of which the first 100 KiB, and 5 MiB from 1.5 MiB on, mean something. */
    @BeforeEach
    void image() throws IOException {
        content = new byte[SIZE];
        new Random(7).nextBytes(content);
        image = folder.resolve("card.img");
        writeImage();
    }

    private void writeImage() throws IOException {
        Files.write(image, content);
        try (FileChannel channel = FileChannel.open(image)) {
            MapBuild.Mapped mapped =
                    MapBuild.of(channel, List.of(new Span(0, 100 << 10), new Span(3 * MIB / 2, 5 * MIB)));
            Files.writeString(ImageFiles.map(image), BmapFile.text(mapped.map()));
        }
    }

    @Test
    void whatTheMapHoldsIsOnTheCardAfterwardsAndNothingElseIsTouched() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE + 4096);
        Outcome outcome = flash(card);
        assertHoldsImage(card);
        assertEquals((byte) 0x5a, card.content()[MIB]);
        assertEquals(outcome.mapped(), outcome.written());
        assertEquals(outcome.mapped(), outcome.verified());
    }

    @Test
    void anUnchangedCardIsReadAndNotWritten() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        flash(card);
        card.healed();
        Outcome outcome = flash(card);
        assertEquals(0, card.writtenBytes());
        assertEquals(0, outcome.written());
        assertEquals(outcome.mapped(), outcome.compared());
    }

    @Test
    void oneChangedByteCostsItsMebibyteAndTheFirstSectors() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        flash(card);
        content[4 * MIB + 17]++;
        writeImage();
        card.healed();
        Outcome outcome = flash(card);
        assertHoldsImage(card);
        assertEquals(MIB, outcome.written());
        assertTrue(card.writtenBytes() == MIB + 2 * 4096, () -> card.writtenBytes() + " bytes were written");
    }

    @Test
    void aCardThatIsKnownIsNotReadToFindOutWhatDiffers() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        flash(card);
        BlockMap known = ImageFile.open(image).map();
        content[4 * MIB + 17]++;
        writeImage();
        card.healed();
        Outcome outcome =
                transfer(card, new StopSignal()).knowing(Optional.of(known)).run();
        assertHoldsImage(card);
        assertEquals(0, outcome.compared());
        assertEquals(MIB, outcome.written());
        assertEquals(MIB, outcome.verified());
    }

    @Test
    void whatIsKnownOfACardIsForgottenWithItsWitness() throws Exception {
        BlockMap map = ImageFile.open(image).map();
        Journal journal = Journal.of(folder, "card");
        assertEquals(Optional.empty(), journal.known("7 writes", map));
        journal.keep("7 writes", map);
        assertEquals(Optional.of(map), journal.known("7 writes", map));
        assertEquals(Optional.empty(), journal.known("8 writes", map));
    }

    @Test
    void fullReadsBackOnlyWhenAllIsWritten() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        AtomicLong writtenBefore = new AtomicLong(-1);
        card.failingReads(offset -> {
            writtenBefore.compareAndSet(-1, card.writtenBytes());
            return false;
        });
        Outcome outcome = transfer(card, new StopSignal()).full(true).run();
        assertEquals(outcome.mapped(), outcome.verified());
        assertEquals(outcome.mapped(), writtenBefore.get(), "everything, zeros in the first block's place");
    }

    @Test
    void aDeviceThatEndsInsideABlockTakesAnImageOfItsSize() throws Exception {
        content = Arrays.copyOf(content, SIZE - 3 * 512);
        Files.write(image, content);
        Files.delete(ImageFiles.map(image));
        FaultyDevice card = new FaultyDevice(content.length);
        Outcome outcome = flash(card);
        assertArrayEquals(content, card.content());
        assertEquals(content.length, outcome.verified());
        assertEquals(0, flash(card).written());
        transfer(card, new StopSignal()).full(true).run();
        assertArrayEquals(content, card.content());
    }

    @Test
    void stoppingEndsWhileAllThatWasWrittenIsReadBack() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        StopSignal stop = new StopSignal();
        card.failingReads(offset -> {
            stop.give();
            return false;
        });
        TransferException stopped = assertThrows(
                TransferException.class, () -> transfer(card, stop).full(true).run());
        assertEquals(Cause.STOPPED, stopped.why());
        assertTrue(card.readBytes() <= MIB, () -> card.readBytes() + " bytes were read after the signal");
        assertNotBootable(card);
    }

    @Test
    void readingBackIsSeenToGoOn() throws Exception {
        List<Long> steps = new ArrayList<>();
        Listener listener = new Listener() {
            @Override
            public void begins(Phase phase, long bytes) {
                steps.clear();
            }

            @Override
            public void advanced(long bytes) {
                steps.add(bytes);
            }

            @Override
            public void says(String line) {}
        };
        FaultyDevice card = new FaultyDevice(SIZE);
        try (ImageFile source = ImageFile.open(image);
                Target target = card.open()) {
            new Transfer(source, target, Journal.of(folder, "card"), listener, new StopSignal())
                    .full(true)
                    .run();
        }
        // The first range is read when all else was.
        assertTrue(steps.size() > 2, steps.toString());
    }

    @Test
    @Timeout(60)
    void whatALibraryThrowsWhileItUnpacksEndsTheTransferAtOnce() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        try (ImageFile file = ImageFile.open(image);
                Target target = card.open()) {
            ImageSource broken = new ImageSource() {
                @Override
                public String name() {
                    return file.name();
                }

                @Override
                public BlockMap map() {
                    return file.map();
                }

                @Override
                public void read(MappedRange range, ByteBuffer into) throws IOException {
                    if (range.offset() >= 3 * MIB) {
                        throw new IllegalStateException("no such code");
                    }
                    file.read(range, into);
                }

                @Override
                public void close() {}
            };
            TransferException failure = assertThrows(
                    TransferException.class,
                    () -> new Transfer(broken, target, Journal.of(folder, "card"), Listener.SILENT, new StopSignal())
                            .run());
            assertEquals(Cause.IMAGE, failure.why());
            assertTrue(failure.getMessage().contains("no such code"), failure.getMessage());
        }
        assertNotBootable(card);
    }

    @Test
    void fullWritesEverythingWithoutLooking() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        flash(card);
        Outcome outcome =
                transfer(card, new StopSignal()).full(true).verify(false).run();
        assertEquals(outcome.mapped(), outcome.written());
        assertEquals(0, outcome.compared());
        assertEquals(0, outcome.verified());
    }

    @Test
    void aDeviceThatDoesLessThanItWasAskedForGetsTheRestAgain() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).doingAtMost(5000);
        flash(card);
        assertHoldsImage(card);
    }

    @Test
    void anErrorOfTheMediumNamesPlaceAndState() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).failingWrites(offset -> offset == 3 * MIB, EIO);
        TransferException failure = failure(card, Cause.TARGET);
        assertEquals("""
                writing /dev/faulty at 3.0 MiB: write failed: EIO, input/output error; try another port or reader, and \
                if it stays, another card
                /dev/faulty does not boot now: its first sectors are cleared, and 1.5 of 5.1 MiB were written; the same \
                command goes on from there""", failure.getMessage());
        assertNotBootable(card);
    }

    @Test
    void aReadThatFailsWhileComparingLeavesTheCardAsItWas() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).failingReads(offset -> offset >= 2 * MIB);
        TransferException failure = failure(card, Cause.TARGET);
        assertEquals(Stage.UNTOUCHED, failure.state().stage());
        assertTrue(failure.getMessage().endsWith("nothing was written to /dev/faulty"), failure.getMessage());
        assertEquals(0, card.writtenBytes());
    }

    @Test
    void aCardThatFillsUpIsSaidToBeSmallerThanItSays() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).failingWrites(offset -> offset >= 5 * MIB, ENOSPC);
        assertTrue(failure(card, Cause.TARGET).getMessage().contains("it has less room than it says"));
        assertNotBootable(card);
    }

    @Test
    void aCardThatReadsBackOtherBytesIsCaughtBeforeItCanBoot() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).lyingAt(5 * MIB + 123);
        TransferException failure = failure(card, Cause.VERIFICATION);
        assertTrue(failure.getMessage().contains("1.0 MiB differ, first at 5.0 MiB"), failure.getMessage());
        assertNotBootable(card);
    }

    @Test
    void aCardThatReadsBackOtherBytesBehindItsFirstBlockCannotBoot() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).lyingAt(50_000);
        TransferException failure = failure(card, Cause.VERIFICATION);
        assertEquals(Stage.NOT_BOOTABLE, failure.state().stage());
        assertNotBootable(card);
    }

    @Test
    void aForgedCardIsCaught() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).forgedFrom(4 * MIB);
        assertTrue(failure(card, Cause.VERIFICATION).getMessage().contains("first at 4.0 MiB"));
        assertNotBootable(card);
    }

    @Test
    void aForgedCardThatPutsTheEndOverWhatWasReadBackIsCaught() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).beginningAnewAt(4 * MIB);
        readBackBeforeTheLastWrite(card);
        assertTrue(failure(card, Cause.VERIFICATION).getMessage().contains("first at 1.5 MiB"));
        assertNotBootable(card);
        assertEquals(Optional.empty(), Journal.of(folder, "card").read(), "nothing of it is believed");
    }

    @Test
    void oneRangeIsReadBackWhileOthersAreWritten() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        readBackBeforeTheLastWrite(card);
        Outcome outcome = flash(card);
        assertHoldsImage(card);
        assertEquals(outcome.mapped(), outcome.verified());
    }

    /** The last mebibyte is taken only when the ranges before it were read back. */
    private static void readBackBeforeTheLastWrite(FaultyDevice card) {
        AtomicLong compared = new AtomicLong();
        card.failingWrites(
                offset -> {
                    if (offset == 0) {
                        compared.set(card.readBytes());
                    }
                    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
                    while (offset == 6 * MIB && card.readBytes() < compared.get() + 5 * MIB / 2) {
                        assertTrue(System.nanoTime() < deadline, "nothing was read back");
                        Thread.onSpinWait();
                    }
                    return false;
                },
                EIO);
    }

    @Test
    void aFlushThatFailsIsAFailure() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE).failingToFlush();
        assertEquals(Stage.CLEARING, failure(card, Cause.TARGET).state().stage());
    }

    @Test
    void aWriteProtectedCardIsNotOpened() {
        TargetException refused = assertThrows(
                TargetException.class,
                () -> new FaultyDevice(SIZE).writeProtected().open());
        assertEquals(TargetException.Kind.READ_ONLY, refused.kind());
    }

    @Test
    void aCardPulledAtAnyMomentIsAsItWasOrCannotBootOrIsWhole() throws Exception {
        byte[] before = new FaultyDevice(SIZE).content();
        int whole = 0;
        int cleared = 0;
        for (int operations = 0; whole == 0; operations++) {
            FaultyDevice card = new FaultyDevice(SIZE).pulledAfter(operations);
            try {
                flash(card);
                whole++;
            } catch (TransferException e) {
                byte[] first = Arrays.copyOf(card.content(), 4096);
                if (Arrays.equals(first, new byte[4096])) {
                    cleared++;
                    continue;
                }
                if (e.state().stage() == Stage.FINISHING) {
                    // The last write reached the card, and only its flush or check did not.
                    assertHoldsImage(card);
                } else {
                    assertArrayEquals(before, card.content());
                }
            }
        }
        assertTrue(cleared > 10, "the card was pulled " + cleared + " times while it was written");
    }

    @Test
    void theNextRunGoesOnWhereTheCardWasPulled() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        card.failingWrites(offset -> offset == 5 * MIB, EIO);
        failure(card, Cause.TARGET);
        card.healed();
        Outcome outcome = flash(card);
        assertTrue(outcome.resumed());
        assertHoldsImage(card);
        assertEquals((3 * MIB / 2) + (100 << 10), outcome.written());
    }

    @Test
    void whatTheJournalSaysIsNotBelievedButRead() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        card.failingWrites(offset -> offset == 5 * MIB, EIO);
        failure(card, Cause.TARGET);
        card.healed();
        Arrays.fill(card.content(), 2 * MIB, 3 * MIB, (byte) 0);
        flash(card);
        assertHoldsImage(card);
    }

    @Test
    void stoppingEndsAtTheNextRangeAndSaysWhatIsOnTheCard() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        StopSignal stop = new StopSignal();
        card.failingWrites(
                offset -> {
                    if (offset == 3 * MIB) {
                        stop.give();
                    }
                    return false;
                },
                EIO);
        TransferException stopped =
                assertThrows(TransferException.class, () -> transfer(card, stop).run());
        assertEquals(Cause.STOPPED, stopped.why());
        assertEquals(Stage.NOT_BOOTABLE, stopped.state().stage());
        assertNotBootable(card);
    }

    @Test
    void anImageThatIsNotWhatItsMapSaysDoesNotReachTheCard() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        content[6 * MIB]++;
        Files.write(image, content);
        TransferException failure = failure(card, Cause.IMAGE);
        assertTrue(failure.getMessage().contains("card.img is damaged: what it holds from byte 6291456"));
        assertNotBootable(card);
        assertEquals((byte) 0x5a, card.content()[6 * MIB]);
    }

    @Test
    void anImageThatIsCheckedFirstAndIsNotWhatItsMapSaysLeavesTheCardAsItWas() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        content[6 * MIB]++;
        Files.write(image, content);
        TransferException failure = assertThrows(
                TransferException.class,
                () -> transfer(card, new StopSignal()).checkFirst(true).run());
        assertEquals(Cause.IMAGE, failure.why());
        assertEquals(Stage.UNTOUCHED, failure.state().stage());
        assertTrue(failure.getMessage().endsWith("nothing was written to /dev/faulty"), failure.getMessage());
        assertEquals(0, card.writtenBytes());
    }

    @Test
    void planReadsTheCardAndLeavesItAsItIs() throws Exception {
        FaultyDevice card = new FaultyDevice(SIZE);
        flash(card);
        content[4 * MIB]++;
        writeImage();
        card.healed();
        List<MappedRange> plan = transfer(card, new StopSignal()).plan();
        assertEquals(List.of(4L * MIB), plan.stream().map(MappedRange::offset).toList());
        assertEquals(0, card.writtenBytes());
    }

    private Outcome flash(FaultyDevice card) throws Exception {
        return transfer(card, new StopSignal()).run();
    }

    private Transfer transfer(FaultyDevice card, StopSignal stop) throws IOException {
        Target target = card.open();
        return new Transfer(ImageFile.open(image), target, Journal.of(folder, "card"), Listener.SILENT, stop);
    }

    private TransferException failure(FaultyDevice card, Cause why) {
        TransferException failure = assertThrows(TransferException.class, () -> flash(card));
        assertEquals(why, failure.why(), failure.getMessage());
        return failure;
    }

    private static void assertNotBootable(FaultyDevice card) {
        assertArrayEquals(new byte[4096], Arrays.copyOf(card.content(), 4096));
    }

    private void assertHoldsImage(FaultyDevice card) {
        assertArrayEquals(Arrays.copyOf(content, 100 << 10), Arrays.copyOf(card.content(), 100 << 10));
        assertArrayEquals(
                Arrays.copyOfRange(content, 3 * MIB / 2, 13 * MIB / 2),
                Arrays.copyOfRange(card.content(), 3 * MIB / 2, 13 * MIB / 2));
    }
}
