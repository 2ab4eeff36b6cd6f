package cortado.flash.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Cards with either partition table, with one boot partition and with two slots, held against Debian's tools. */
class CardLayoutTest {
    private static final long SIZE = 128 << 20;
    private static final Map<String, byte[]> FILES =
            Map.of("config.txt", "arm_64bit=1\n".getBytes(StandardCharsets.US_ASCII), "kernel8.img", new byte[70_000]);

    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource
    void twoSlotsAreThreePartitionsThatEveryToolAccepts(PartitionTable.Format format) throws Exception {
        Path image = folder.resolve("card.img");
        CardImage.write(image, CardLayout.slots(format, SIZE, "CORTADO", FILES));
        Tool.Output verified = Tool.run("sfdisk", "--verify", image.toString());
        assertEquals(0, verified.status(), verified.text());
        assertTrue(verified.text().contains("No errors detected"), verified.text());
        Tool.Output dump = Tool.run("sfdisk", "--dump", image.toString());
        assertTrue(
                dump.text().contains(format == PartitionTable.Format.GPT ? "label: gpt" : "label: dos"), dump.text());
        assertEquals(
                3, dump.text().lines().filter(line -> line.contains("start=")).count(), dump.text());
        try (Card card = Card.open(image)) {
            assertEquals(format, card.table().format());
            assertEquals(List.of(1, 2, 3), card.fatPartitions());
            assertEquals(2, card.bootPartition(false));
            assertEquals(3, card.bootPartition(true));
            for (int slot : List.of(2, 3)) {
                assertArrayEquals(FILES.get("kernel8.img"), card.files(slot).get("kernel8.img"));
            }
            for (int number : card.fatPartitions()) {
                Path copy = extract(card, number);
                Tool.Output fsck = Tool.run("fsck.vfat", "-n", "-v", copy.toString());
                assertEquals(0, fsck.status(), fsck.text());
            }
            Tool.Output chooser = Tool.run("mtype", "-i", image + "@@1M", "::autoboot.txt");
            assertEquals(new Autoboot(2, 3).text(), chooser.text());
        }
        assertArrayEquals(FILES.get("config.txt"), CardImage.read(image).get("config.txt"));
    }

    @ParameterizedTest
    @EnumSource
    void theSameFilesGiveTheSameCard(PartitionTable.Format format) throws Exception {
        Path one = folder.resolve("one.img");
        Path two = folder.resolve("two.img");
        CardImage.write(one, CardLayout.slots(format, SIZE, "CORTADO", FILES));
        CardImage.write(two, CardLayout.slots(format, SIZE, "CORTADO", FILES));
        assertEquals(-1, Files.mismatch(one, two));
    }

    @Test
    void aDamagedGptIsReadFromItsBackup() throws Exception {
        Path image = folder.resolve("card.img");
        CardImage.write(image, CardLayout.single(PartitionTable.Format.GPT, SIZE, "CORTADO", FILES));
        overwrite(image, 512);
        assertArrayEquals(FILES.get("config.txt"), CardImage.read(image).get("config.txt"));
        overwrite(image, SIZE - 512);
        DiskFormatException e = assertThrows(DiskFormatException.class, () -> CardImage.read(image));
        assertTrue(e.getMessage().startsWith("the partition table (GPT) is damaged: "), e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"0, 8", "64, 0", "1152921504606846976, 8", "64, 9223372036854775000", "-64, 8"})
    void aGptWithAPartitionThatCannotBeIsDamaged(long firstSector, long sectors) throws Exception {
        Path image = folder.resolve("card.img");
        UUID id = new UUID(1, 2);
        Gpt gpt = new Gpt(id, List.of(new Gpt.Partition(Gpt.BASIC_DATA, id, firstSector, sectors, "ABSURD")));
        try (FileChannel disk =
                FileChannel.open(image, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            gpt.write(disk, 1 << 20);
            DiskFormatException e = assertThrows(DiskFormatException.class, () -> Gpt.read(disk));
            assertTrue(e.getMessage().contains("entry 1 is from sector " + firstSector + " to "), e.getMessage());
        }
    }

    @Test
    void aSlotThatTheTableLacksIsAnError() throws Exception {
        Path image = folder.resolve("card.img");
        byte[] chooser = new Autoboot(2, 3).text().getBytes(StandardCharsets.US_ASCII);
        CardImage.write(image, 64 << 20, "CORTADO", Map.of(Autoboot.FILE, chooser));
        DiskFormatException e = assertThrows(DiskFormatException.class, () -> CardImage.read(image));
        assertEquals(image + ": there is no partition 2; the table has 1", e.getMessage());
    }

    @Test
    void autobootIsReadAsTheFirmwareReadsIt() {
        Autoboot usual = new Autoboot(2, 3);
        assertEquals(usual, Autoboot.parse(usual.text().getBytes(StandardCharsets.US_ASCII)));
        assertEquals(usual.switched(), Autoboot.parse(usual.switched().text().getBytes(StandardCharsets.US_ASCII)));
        assertEquals(usual.text().length(), usual.switched().text().length());
        assertThrows(DiskFormatException.class, () -> Autoboot.parse(new byte[0]));
    }

    private Path extract(Card card, int number) throws IOException {
        Mbr.Partition partition = card.partition(number);
        Path copy = folder.resolve("partition" + number);
        try (FileChannel to = FileChannel.open(copy, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            card.disk().transferTo(partition.firstSector() * Mbr.SECTOR, partition.sectors() * Mbr.SECTOR, to);
        }
        return copy;
    }

    private static void overwrite(Path image, long at) throws IOException {
        try (FileChannel disk = FileChannel.open(image, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.allocate(512), at);
        }
    }
}
