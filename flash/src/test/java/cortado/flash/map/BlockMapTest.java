package cortado.flash.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.disk.CardImage;
import cortado.flash.disk.UsedSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BlockMapTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void aRangeCoversWholeBlocksAndStopsAtEachMebibyte() throws Exception {
        BlockMap map = map(3 * MIB + 100, List.of(new Span(MIB - 1, 2), new Span(3 * MIB + 99, 1)));
        assertEquals(
                List.of(new Span(MIB - 4096, 4096), new Span(MIB, 4096), new Span(3 * MIB, 100)),
                map.ranges().stream().map(MappedRange::span).toList());
        assertEquals(8292, map.mappedBytes());
    }

    @Test
    void theFileSaysTheSameAsTheMap() throws Exception {
        BlockMap map = map(5 * MIB + 512, MapBuild.everything(5 * MIB + 512));
        assertEquals(map, BmapFile.read(BmapFile.text(map)));
    }

    @Test
    void otherProgramsRangesMayBeLongerThanMemory() {
        Span most = new Span(4096, (9L << 30) - 4096);
        BlockMap map = new BlockMap(9L << 30, List.of(new MappedRange(most, "0".repeat(64))));
        assertEquals(map, BmapFile.read(BmapFile.text(map)));
    }

    @Test
    void aDamagedFileIsRefused() throws Exception {
        String text = BmapFile.text(map(MIB, MapBuild.everything(MIB)));
        String moved = text.replace("> 0-255 <", "> 1-255 <");
        MapException refused = assertThrows(MapException.class, () -> BmapFile.read(moved));
        assertEquals("the file's own checksum does not match: it was cut short or changed", refused.getMessage());
        assertThrows(MapException.class, () -> BmapFile.read(text.substring(0, text.length() / 2)));
        assertThrows(MapException.class, () -> BmapFile.read("no XML at all"));
    }

    @Test
    void whatIsNoBlockMapIsRefusedByWhatIsWrong() throws Exception {
        String text = BmapFile.text(map(MIB, MapBuild.everything(MIB)));
        assertEquals("bmap version '1.4' found, 2.0 expected", refusal(text.replace("\"2.0\"", "\"1.4\"")));
        assertEquals("BlockSize '512' found, '4096' expected", refusal(text.replace("> 4096 <", "> 512 <")));
        assertEquals("0 elements ImageSize found, 1 expected", refusal(text.replace("ImageSize", "Size")));
        assertTrue(refusal(text.replace("> 0-255 <", "> 0-x <")).startsWith("a range of '0-x' with hash '"));
        assertTrue(refusal(text.replace("</bmap>", "")).startsWith("not a bmap file: "));
        String entity = "<!DOCTYPE bmap [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>";
        assertTrue(
                refusal(text.replace("<bmap version", entity + "<bmap version").replace("> 4096 <", ">&e;<"))
                        .startsWith("not a bmap file: "));
    }

    /** Why a text is refused whose own checksum is right. */
    private static String refusal(String text) {
        String zeroed = text.replaceFirst("(<BmapFileChecksum>\\s*)[0-9a-f]{64}", "$1" + "0".repeat(64));
        String sum = Sha256.of(zeroed.getBytes(StandardCharsets.UTF_8));
        String whole = zeroed.replaceFirst("(<BmapFileChecksum>\\s*)0{64}", "$1" + sum);
        return assertThrows(MapException.class, () -> BmapFile.read(whole)).getMessage();
    }

    @Test
    void rangesThatOverlapOrLeaveTheImageAreRefused() {
        MappedRange range = new MappedRange(new Span(0, 8192), "0".repeat(64));
        assertThrows(MapException.class, () -> new BlockMap(1 << 20, List.of(range, range)));
        assertThrows(MapException.class, () -> new BlockMap(4096, List.of(range)));
    }

    @Test
    void everyByteOfACardsFilesAndTablesIsMappedAndItsFreeClustersAreNot() throws Exception {
        Path image = folder.resolve("card.img");
        byte[] kernel = new byte[3 * MIB];
        new Random(1).nextBytes(kernel);
        CardImage.write(image, 64 * MIB, "TEST", Map.of("kernel8.img", kernel, "overlays/a.dtbo", new byte[5000]));
        BlockMap map;
        try (FileChannel disk = FileChannel.open(image)) {
            map = MapBuild.of(disk, UsedSpace.of(disk, disk.size())).map();
        }
        assertTrue(map.mappedBytes() < 8 * MIB, () -> map.mappedBytes() + " bytes are mapped");
        // What is not mapped may be anything: fill it, and the card still reads the same.
        Path other = folder.resolve("other.img");
        byte[] content = new byte[64 * MIB];
        Arrays.fill(content, (byte) 0xa5);
        byte[] original = Files.readAllBytes(image);
        for (MappedRange range : map.ranges()) {
            System.arraycopy(original, (int) range.offset(), content, (int) range.offset(), range.length());
        }
        Files.write(other, content);
        Map<String, byte[]> expected = CardImage.read(image);
        Map<String, byte[]> found = CardImage.read(other);
        assertEquals(expected.keySet(), found.keySet());
        expected.forEach((path, bytes) -> assertTrue(Arrays.equals(bytes, found.get(path)), path));
    }

    private BlockMap map(int size, List<Span> significant) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Path file = folder.resolve("image");
        try (FileChannel image =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            image.write(ByteBuffer.wrap(content));
            MapBuild.Mapped mapped = MapBuild.of(image, significant);
            assertEquals(Sha256.of(content), mapped.sha256());
            for (MappedRange range : mapped.map().ranges()) {
                assertEquals(Sha256.of(ByteBuffer.wrap(content, (int) range.offset(), range.length())), range.sha256());
            }
            return mapped.map();
        }
    }
}
