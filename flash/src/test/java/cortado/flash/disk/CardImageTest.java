package cortado.flash.disk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checks our file system against our own reader and against Debian's fsck.vfat, sfdisk and mtools. */
class CardImageTest {
    private static final long MIB = 1 << 20;

    @TempDir
    Path folder;

    @Test
    void everyFileIsReadBack() throws Exception {
        Map<String, byte[]> files = files();
        Path image = write(64 * MIB, files);
        assertSame(files, CardImage.read(image));
        assertEquals(64 * MIB, Files.size(image));
    }

    @Test
    void theSameFilesGiveTheSameImage() throws Exception {
        Path one = folder.resolve("one.img");
        Path two = folder.resolve("two.img");
        CardImage.write(one, 64 * MIB, "CORTADO", files());
        CardImage.write(two, 64 * MIB, "CORTADO", new HashMap<>(files()));
        assertEquals(-1, Files.mismatch(one, two));
    }

    @Test
    void fsckFindsNothingWrong() throws Exception {
        for (long size : new long[] {64 * MIB, 128 * MIB, 512 * MIB}) {
            Path image = write(size, files());
            Path partition = folder.resolve("partition");
            try (FileChannel from = FileChannel.open(image);
                    FileChannel to = FileChannel.open(
                            partition,
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE,
                            StandardOpenOption.TRUNCATE_EXISTING)) {
                from.transferTo(MIB, size - MIB, to);
            }
            Tool.Output output = Tool.run("fsck.vfat", "-n", "-v", partition.toString());
            assertEquals(0, output.status(), output.text());
            assertTrue(!output.text().contains("Dirty") && output.text().contains("FATs"), output.text());
        }
    }

    @Test
    void sfdiskSeesOneFat32Partition() throws Exception {
        Path image = write(64 * MIB, files());
        Tool.Output output = Tool.run("sfdisk", "--verify", image.toString());
        assertEquals(0, output.status(), output.text());
        Tool.Output dump = Tool.run("sfdisk", "--dump", image.toString());
        assertTrue(dump.text().contains("start=        2048, size=      129024, type=c"), dump.text());
    }

    @Test
    void mtoolsReadsLongNamesAndContents() throws Exception {
        Map<String, byte[]> files = files();
        Path image = write(64 * MIB, files);
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            Path copy = folder.resolve("copy");
            Tool.Output output =
                    Tool.run("mcopy", "-n", "-o", "-i", image + "@@1M", "::" + file.getKey(), copy.toString());
            assertEquals(0, output.status(), file.getKey() + ": " + output.text());
            assertArrayEquals(file.getValue(), Files.readAllBytes(copy), file.getKey());
        }
    }

    @Test
    void filesThatDoNotFitAreRefusedAndLeaveNoImage() {
        Path image = folder.resolve("card.img");
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> CardImage.write(image, 64 * MIB, "CORTADO", Map.of("big", new byte[(int) (63 * MIB)])));
        assertTrue(e.getMessage().startsWith("the files do not fit: the partition has room for "), e.getMessage());
        assertTrue(Files.notExists(image));
    }

    @Test
    void aLargeFileStaysWhereItIsWhenASmallOneComes() throws Exception {
        Map<String, byte[]> files = new TreeMap<>(Map.of("bundle", new byte[(int) (3 * MIB)], "zone", new byte[9]));
        Fat32Reader.Item before = item(write(64 * MIB, files), "bundle");
        files.put("access", new byte[70_000]);
        assertEquals(before, item(write(64 * MIB, files), "bundle"));
    }

    @Test
    void whereThereIsNoRoomForGapsThereAreNone() throws Exception {
        Map<String, byte[]> files = new TreeMap<>();
        for (int i = 0; i < 40; i++) {
            files.put("file" + i, new byte[(int) (MIB * 3 / 2)]);
        }
        assertSame(files, CardImage.read(write(64 * MIB, files)));
    }

    private static Fat32Reader.Item item(Path image, String path) throws IOException {
        Mbr.Partition partition = new Mbr.Partition(Mbr.FAT32_LBA, MIB / Mbr.SECTOR, 63 * MIB / Mbr.SECTOR);
        try (FileChannel disk = FileChannel.open(image)) {
            return new Fat32Reader(disk, partition)
                    .list().stream()
                            .filter(item -> item.path().equals(path))
                            .findFirst()
                            .orElseThrow();
        }
    }

    @Test
    void namesThatFatCannotTellApartAreRefused() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> write(64 * MIB, Map.of("config.txt", new byte[1], "CONFIG.TXT", new byte[1])));
        assertEquals(
                "'CONFIG.TXT' and 'config.txt' differ in case alone, which FAT does not tell apart", e.getMessage());
    }

    @Test
    void anImageWithoutAPartitionTableIsRefused() throws Exception {
        Path image = Files.write(folder.resolve("zero.img"), new byte[4096]);
        DiskFormatException e = assertThrows(DiskFormatException.class, () -> CardImage.read(image));
        assertTrue(e.getMessage().startsWith("sector 0 does not end in 55 aa"), e.getMessage());
    }

    @Test
    void aFirstSectorThatSpeaksOfMoreThanThereIsIsAnError() throws Exception {
        Path image = write(64 * MIB, Map.of("a", new byte[100]));
        // 2^32 - 1 sectors and two tables for all of them; then as many as FAT32 may have.
        patch(image, 32, 0xffff_ffff);
        patch(image, 36, 1 << 25);
        assertTrue(assertThrows(DiskFormatException.class, () -> CardImage.read(image))
                .getMessage()
                .contains("more clusters than FAT32 numbers"));
        patch(image, 32, 1 << 28);
        patch(image, 36, 1 << 21);
        assertTrue(assertThrows(DiskFormatException.class, () -> CardImage.read(image))
                .getMessage()
                .startsWith("the image ends inside its partition"));
    }

    /** Puts a number into the first sector of the partition. */
    private static void patch(Path image, int at, int number) throws IOException {
        try (FileChannel disk = FileChannel.open(image, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            disk.write(bytes.putInt(number).flip(), MIB + at);
        }
    }

    @Test
    void aChainThatComesBackToItselfIsAnError() throws Exception {
        Path image = write(64 * MIB, Map.of("loop", new byte[2000]));
        patchTable(image, 4, 3);
        DiskFormatException e = assertThrows(DiskFormatException.class, () -> CardImage.read(image));
        assertEquals("the chain of 'loop' comes back to cluster 3", e.getMessage());
    }

    @Test
    void aChainThatLeavesThePartitionIsAnError() throws Exception {
        Path image = write(64 * MIB, Map.of("lost", new byte[2000]));
        patchTable(image, 3, 0x0800_0000);
        DiskFormatException e = assertThrows(DiskFormatException.class, () -> CardImage.read(image));
        assertTrue(e.getMessage().startsWith("the chain of 'lost' leads to cluster 134217728"), e.getMessage());
    }

    private static void patchTable(Path image, int cluster, int next) throws IOException {
        try (FileChannel disk = FileChannel.open(image, StandardOpenOption.WRITE)) {
            ByteBuffer entry = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
            disk.write(entry.putInt(0, next), MIB + 32L * Mbr.SECTOR + 4L * cluster);
        }
    }

    private Path write(long size, Map<String, byte[]> files) throws IOException {
        Path image = folder.resolve("card.img");
        CardImage.write(image, size, "CORTADO", files);
        return image;
    }

    /**
     * Long and short names, names that collide when shortened, folders, an empty file, and folders of many clusters.
     */
    private static Map<String, byte[]> files() {
        Random random = new Random(42);
        Map<String, byte[]> files = new TreeMap<>();
        files.put("config.txt", "arm_64bit=1\n".getBytes(StandardCharsets.US_ASCII));
        files.put("START4.ELF", random(random, 2_300_000));
        files.put("bcm2711-rpi-4-b.dtb", random(random, 56_000));
        files.put("bcm2711-rpi-4-a.dtb", random(random, 1));
        files.put("empty", new byte[0]);
        files.put("überlang und mit Leerzeichen, Version 1.2.txt", random(random, 512));
        files.put("overlays/deeper/README", random(random, 4096));
        for (int i = 0; i < 100; i++) {
            files.put("overlays/a-name-that-needs-several-entries-" + i + ".dtbo", random(random, i * 100));
        }
        return files;
    }

    private static byte[] random(Random random, int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static void assertSame(Map<String, byte[]> expected, Map<String, byte[]> actual) {
        assertEquals(new TreeMap<>(expected).keySet(), new TreeMap<>(actual).keySet());
        expected.forEach((name, content) -> assertArrayEquals(content, actual.get(name), name));
    }
}
