package cortado.flash.update;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.CardImage;
import cortado.flash.disk.CardLayout;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Mbr;
import cortado.flash.disk.PartitionTable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Power is lost after every block that an update writes, in every order that a card may write them. */
class PowerLossTest {
    private static final Map<String, byte[]> OLD = files(1);
    private static final Map<String, byte[]> NEW = files(2);

    @TempDir
    Path folder;

    private Path card;
    private Path image;

    /** A write, and whether it is the last before a sync. */
    @SuppressWarnings("ArrayRecordComponent") // writes are replayed, never compared
    private record Write(long offset, byte[] content, int epoch) {}

    /** A card that keeps a record of what is written to it. */
    private static class Recorder implements Medium {
        private final FileChannel file;
        private final List<Write> writes = new ArrayList<>();
        private int epoch;

        Recorder(FileChannel file) {
            this.file = file;
        }

        @Override
        public void read(ByteBuffer into, long offset) throws IOException {
            int start = into.position();
            while (into.hasRemaining() && file.read(into, offset + into.position() - start) >= 0) {
                // Until the buffer is full.
            }
        }

        @Override
        public void write(ByteBuffer from, long offset) throws IOException {
            long at = offset;
            while (from.hasRemaining()) {
                byte[] content = new byte[BLOCK];
                from.get(content);
                block(content, at);
                at += BLOCK;
            }
        }

        /** However many are written at once, each may get lost. */
        void block(byte[] content, long offset) throws IOException {
            writes.add(new Write(offset, content, epoch));
            file.write(ByteBuffer.wrap(content), offset);
        }

        @Override
        public void sync() {
            epoch++;
        }

        @Override
        public ByteBuffer buffer(int length) {
            return ByteBuffer.allocate(length);
        }
    }

    @BeforeEach
    void writeCards() throws IOException {
        card = folder.resolve("card.img");
        image = folder.resolve("new.img");
        CardImage.write(card, CardLayout.slots(PartitionTable.Format.MBR, 128 << 20, "CORTADO", OLD));
        CardImage.write(image, CardLayout.slots(PartitionTable.Format.MBR, 128 << 20, "CORTADO", NEW));
    }

    @Test
    void theUsualSlotBootsAfterEveryBlock() throws Exception {
        for (boolean backwards : new boolean[] {false, true}) {
            Path copy = Files.copy(card, folder.resolve("cut" + backwards));
            List<Write> writes = recorded();
            assertTrue(writes.size() > 20, writes.size() + " writes");
            int whole = 0;
            try (FileChannel disk = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                for (Write write : inOrder(writes, backwards)) {
                    // Torn in the middle, then whole.
                    disk.write(ByteBuffer.wrap(write.content(), 0, 1111), write.offset());
                    whole += check(copy);
                    disk.write(ByteBuffer.wrap(write.content()), write.offset());
                    whole += check(copy);
                }
            }
            assertEquals(2, whole, "the new slot is whole when the last write has begun, and not before");
        }
    }

    @Test
    void theUsualSlotBootsWhateverPartOfTheUnflushedBlocksIsLost() throws Exception {
        List<Write> writes = recorded();
        int last = writes.getLast().epoch();
        Random random = new Random(11);
        try (FileChannel disk = FileChannel.open(card, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            for (int round = 0; round < 60; round++) {
                int epoch = random.nextInt(last + 1);
                List<Write> undo = new ArrayList<>();
                for (Write write : writes) {
                    boolean flushed = write.epoch() < epoch;
                    if (flushed || (write.epoch() == epoch && random.nextBoolean())) {
                        int length = write.content().length;
                        undo.add(new Write(write.offset(), read(disk, write.offset(), length), epoch));
                        // A card writes sectors of 512 bytes whole or not at all.
                        int reached = flushed ? length : 512 * random.nextInt(length / 512 + 1);
                        disk.write(ByteBuffer.wrap(write.content(), 0, reached), write.offset());
                    }
                }
                check(card);
                for (Write write : undo.reversed()) {
                    disk.write(ByteBuffer.wrap(write.content()), write.offset());
                }
            }
        }
    }

    private static byte[] read(FileChannel disk, long offset, int length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(length);
        while (content.hasRemaining() && disk.read(content, offset + content.position()) >= 0) {
            // Until all is there.
        }
        return content.array();
    }

    /** The usual slot has the old system; 1 if the spare slot has the new one, 0 if it is none at all. */
    private static int check(Path copy) throws IOException {
        try (Card cut = Card.open(copy)) {
            assertEquals(2, cut.bootPartition(false));
            assertSame(OLD, cut.files(2));
            Map<String, byte[]> spare;
            try {
                spare = cut.files(3);
            } catch (DiskFormatException e) {
                return 0;
            }
            // Before the first write is through, the slot still has what was there; never a mixture of both.
            if (spare.get("kernel8.img")[0] == OLD.get("kernel8.img")[0]) {
                assertSame(OLD, spare);
                return 0;
            }
            assertSame(NEW, spare);
            return 1;
        }
    }

    @Test
    void aSecondTryAfterACutEndsWell() throws Exception {
        List<Write> writes = recorded();
        Path copy = Files.copy(card, folder.resolve("again"));
        try (FileChannel disk = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            for (Write write : writes.subList(0, writes.size() / 2)) {
                disk.write(ByteBuffer.wrap(write.content()), write.offset());
            }
        }
        SlotUpdate.Outcome outcome = update(copy, new ArrayList<>());
        assertTrue(outcome.written() < outcome.compared(), "only what differs");
        assertEquals(0, update(copy, new ArrayList<>()).written(), "nothing differs any more");
        try (Card done = Card.open(copy)) {
            assertSame(NEW, done.files(3));
            assertSame(OLD, done.files(2));
        }
    }

    @Test
    void theSwitchNamesASlotThatStartsAfterEveryByte() throws Exception {
        update(card, new ArrayList<>());
        byte[] before = new Autoboot(2, 3).text().getBytes(StandardCharsets.US_ASCII);
        byte[] after = new Autoboot(2, 3).switched().text().getBytes(StandardCharsets.US_ASCII);
        long place;
        try (Card open = Card.open(card)) {
            SlotSwitch.Plan plan = SlotSwitch.plan(open);
            place = plan.offset();
            assertEquals(before.length, plan.length());
        }
        try (FileChannel disk = FileChannel.open(card, StandardOpenOption.WRITE)) {
            for (int cut = 0; cut <= after.length; cut++) {
                disk.write(ByteBuffer.wrap(before), place);
                disk.write(ByteBuffer.wrap(after, 0, cut), place);
                try (Card torn = Card.open(card)) {
                    int slot = torn.bootPartition(false);
                    assertSame(slot == 2 ? OLD : NEW, torn.files(slot));
                }
            }
        }
        try (Card switched = Card.open(card)) {
            assertEquals(3, switched.bootPartition(false));
            assertEquals(2, switched.bootPartition(true));
        }
    }

    @Test
    void afterTheSwitchTheOtherSlotIsTheSpareOne() throws Exception {
        update(card, new ArrayList<>());
        try (Card open = Card.open(card);
                FileChannel disk = FileChannel.open(card, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            SlotSwitch.run(new Recorder(disk), SlotSwitch.plan(open));
        }
        Map<String, byte[]> third = files(3);
        CardImage.write(image, CardLayout.slots(PartitionTable.Format.MBR, 128 << 20, "CORTADO", third));
        update(card, new ArrayList<>());
        try (Card open = Card.open(card)) {
            assertEquals(3, open.bootPartition(false));
            assertSame(NEW, open.files(3));
            assertSame(third, open.files(2));
        }
    }

    @Test
    void cardsThatCannotBeUpdatedAreRefused() throws Exception {
        Path single = folder.resolve("single.img");
        CardImage.write(single, 64 << 20, "CORTADO", OLD);
        Path large = folder.resolve("large.img");
        CardImage.write(large, CardLayout.slots(PartitionTable.Format.MBR, 256 << 20, "CORTADO", NEW));
        assertTrue(refusal(image, single).startsWith("the card has no two slots (no autoboot.txt): "));
        assertTrue(refusal(single, card).startsWith("the image has no two slots (no autoboot.txt): "));
        assertEquals(
                "the image's slots have 109 MiB, those of the card 45 MiB: build the image with the image.size that the"
                        + " card was built with",
                refusal(large, card));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"2 | is also the one that is booted", "1 | holds autoboot.txt itself", "4 | is no FAT32 partition"
            })
    void anEditedFileThatNamesNoSpareSlotIsRefused(int spare, String why) throws Exception {
        byte[] edited = new Autoboot(2, spare).text().getBytes(StandardCharsets.US_ASCII);
        try (Card open = Card.open(card);
                FileChannel disk = FileChannel.open(card, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.wrap(edited), SlotSwitch.plan(open).offset());
            List<Mbr.Partition> partitions = new ArrayList<>(open.table().partitions());
            partitions.add(new Mbr.Partition(0x83, 2048, 50 << 11));
            disk.write(ByteBuffer.wrap(new Mbr(1, partitions).bytes()), 0);
        }
        String message = "partition " + spare + ", which autoboot.txt of the card names as the spare slot, " + why
                + ", so nothing is written; mend boot_partition under [tryboot] by hand";
        assertEquals(message, refusal(image, card));
        try (Card open = Card.open(card)) {
            assertEquals(
                    message,
                    assertThrows(UpdateException.class, () -> SlotSwitch.plan(open))
                            .getMessage());
        }
    }

    @Test
    void anImageOfAnotherBoardIsRefused() throws Exception {
        Map<String, byte[]> four = new TreeMap<>(OLD);
        four.put("bcm2711-rpi-4-b.dtb", new byte[10]);
        Map<String, byte[]> five = new TreeMap<>(NEW);
        five.put("bcm2712-rpi-5-b.dtb", new byte[10]);
        CardImage.write(card, CardLayout.slots(PartitionTable.Format.MBR, 128 << 20, "CORTADO", four));
        CardImage.write(image, CardLayout.slots(PartitionTable.Format.GPT, 128 << 20, "CORTADO", five));
        assertEquals(
                "the image is for another board: it has bcm2712-rpi-5-b.dtb, and the slot that the card boots"
                        + " bcm2711-rpi-4-b.dtb; build the image for the board that the card is from",
                refusal(image, card));
    }

    @Test
    void aSlotThatIsNotWholeIsNotMadeTheUsualOne() throws Exception {
        Path copy = Files.copy(card, folder.resolve("cut"));
        Write first = recorded().getFirst();
        try (FileChannel disk = FileChannel.open(copy, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.wrap(first.content()), first.offset());
        }
        try (Card open = Card.open(copy)) {
            String message = assertThrows(UpdateException.class, () -> SlotSwitch.plan(open))
                    .getMessage();
            assertTrue(message.startsWith("slot b is not whole ("), message);
            assertTrue(
                    message.endsWith("so it is not made the usual one; `./cortado update IMAGE --to …` writes it"),
                    message);
        }
    }

    @Test
    void aSwitchThatTheCardForgetsIsNoticed() throws Exception {
        try (Card open = Card.open(card);
                FileChannel disk = FileChannel.open(card, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Medium forgetful = new Recorder(disk) {
                @Override
                void block(byte[] content, long offset) {
                    // Says that it is written.
                }
            };
            SlotSwitch.Plan plan = SlotSwitch.plan(open);
            assertThrows(UpdateException.class, () -> SlotSwitch.run(forgetful, plan));
        }
    }

    @Test
    void aCardThatLiesIsNoticed() throws Exception {
        try (FileChannel disk = FileChannel.open(card, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Card from = Card.open(image);
                Card to = Card.open(card)) {
            Medium forgetful = new Recorder(disk) {
                private int count;

                @Override
                void block(byte[] content, long offset) throws IOException {
                    if (++count != 5) {
                        super.block(content, offset);
                    }
                }
            };
            UpdateException e = assertThrows(
                    UpdateException.class, () -> SlotUpdate.run(from.disk(), forgetful, SlotPlan.of(from, to)));
            assertTrue(e.written());
            assertTrue(
                    e.getMessage()
                            .endsWith(
                                    "does not read back as it was written: slot b is not whole and will not be booted,"
                                            + " slot a is as it was; try another card"),
                    e.getMessage());
        }
        assertEquals(0, check(card));
    }

    private static String refusal(Path image, Path card) throws IOException {
        try (Card from = Card.open(image);
                Card to = Card.open(card)) {
            return assertThrows(UpdateException.class, () -> SlotPlan.of(from, to))
                    .getMessage();
        }
    }

    private List<Write> recorded() throws Exception {
        List<Write> writes = new ArrayList<>();
        Path copy = Files.copy(card, folder.resolve("recorded" + System.nanoTime()));
        update(copy, writes);
        Files.delete(copy);
        return writes;
    }

    /** As written, or backwards between one sync and the next: what a card may do with its own memory. */
    private static List<Write> inOrder(List<Write> writes, boolean backwards) {
        List<Write> ordered = new ArrayList<>(writes);
        if (backwards) {
            Collections.reverse(ordered);
            ordered.sort((a, b) -> Integer.compare(a.epoch(), b.epoch()));
        }
        return ordered;
    }

    private SlotUpdate.Outcome update(Path target, List<Write> writes) throws Exception {
        try (Card from = Card.open(image);
                Card to = Card.open(target);
                FileChannel disk = FileChannel.open(target, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            Recorder recorder = new Recorder(disk);
            SlotUpdate.Outcome outcome = SlotUpdate.run(from.disk(), recorder, SlotPlan.of(from, to));
            writes.addAll(recorder.writes);
            return outcome;
        }
    }

    private static Map<String, byte[]> files(int seed) {
        Random random = new Random(seed);
        byte[] kernel = new byte[60_000 + seed * 10_000];
        random.nextBytes(kernel);
        kernel[0] = (byte) seed;
        byte[] bundle = new byte[50_000];
        random.nextBytes(bundle);
        return new TreeMap<>(Map.of(
                "config.txt", "arm_64bit=1\n".getBytes(StandardCharsets.US_ASCII),
                "kernel8.img", kernel,
                "cortado.cpio", bundle));
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(expected.keySet(), new TreeMap<>(actual).keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, actual.get(name), name));
    }
}
