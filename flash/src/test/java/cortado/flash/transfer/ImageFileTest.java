package cortado.flash.transfer;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.map.BlockMap;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Sha256;
import cortado.flash.map.Span;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class ImageFileTest {
    private static final int SIZE = (5 << 20) + 512;

    @TempDir
    private Path folder;

    private final byte[] content = new byte[SIZE];

    private interface Wrapping {
        OutputStream around(OutputStream out) throws IOException;
    }

    @BeforeEach
    void content() {
        new Random(3).nextBytes(content);
        Arrays.fill(content, 1 << 20, 4 << 20, (byte) 0);
    }

    @Test
    void everyCompressionGivesTheSameMapAndBytesWithoutAMapBesideIt() throws Exception {
        Path plain = Files.write(folder.resolve("a.img"), content);
        BlockMap expected;
        try (ImageFile image = ImageFile.open(plain)) {
            expected = image.map();
            assertEquals(SIZE, expected.mappedBytes());
            assertArrayEquals(content, read(image));
        }
        List<Path> packed = List.of(
                pack("b.img.zst", ZstdOutputStream::new),
                pack("c.img.xz", out -> new XZOutputStream(out, new LZMA2Options(1))),
                pack("d.img.gz", GZIPOutputStream::new),
                // Told by its bytes: a name may be wrong.
                pack("e.img", GZIPOutputStream::new));
        for (Path path : packed) {
            try (ImageFile image = ImageFile.open(path)) {
                assertEquals(expected, image.map(), path.toString());
                assertArrayEquals(content, read(image), path.toString());
            }
        }
    }

    @Test
    void theMapBesideACompressedImageIsThatOfTheImage() throws Exception {
        MappedRange last = range(4 << 20, 1 << 20);
        Files.writeString(folder.resolve("a.img.bmap"), BmapFile.text(new BlockMap(SIZE, List.of(last))));
        try (ImageFile image = ImageFile.open(pack("a.img.zst", ZstdOutputStream::new))) {
            assertEquals(List.of(last), image.map().ranges());
            byte[] read = read(image);
            assertArrayEquals(
                    Arrays.copyOfRange(content, 4 << 20, 5 << 20), Arrays.copyOfRange(read, 4 << 20, 5 << 20));
        }
    }

    @Test
    void longRangesOfOtherProgramsMapsAreCutAndCheckedAsAWhole() throws Exception {
        Path image = Files.write(folder.resolve("a.img"), content);
        BlockMap coarse = new BlockMap(SIZE, List.of(range(0, 3 << 20), range(4 << 20, 4096)));
        Files.writeString(ImageFiles.map(image), BmapFile.text(coarse));
        try (ImageFile open = ImageFile.open(image)) {
            assertEquals(
                    List.of(
                            new Span(0, 1 << 20),
                            new Span(1 << 20, 1 << 20),
                            new Span(2 << 20, 1 << 20),
                            new Span(4 << 20, 4096)),
                    open.map().ranges().stream().map(MappedRange::span).toList());
        }
        content[5]++;
        Files.write(image, content);
        assertTrue(refusal(image, Optional.empty()).contains("is damaged: what it holds from byte 0 on"));
    }

    @Test
    void aMapOfAnotherImageAndOneThatTheManifestDoesNotNameAreRefused() throws Exception {
        Path image = Files.write(folder.resolve("a.img"), content);
        Path map = ImageFiles.map(image);
        Files.writeString(map, BmapFile.text(new BlockMap(8192, List.of(range(0, 8192)))));
        assertTrue(refusal(image, Optional.empty()).contains("but its map a.img.bmap is for 8192"));
        Files.writeString(map, BmapFile.text(new BlockMap(SIZE, List.of(range(0, 8192)))));
        assertTrue(refusal(image, Optional.of("0".repeat(64))).contains("is not the map that the manifest"));
        Files.delete(map);
        assertTrue(refusal(image, Optional.of("0".repeat(64))).contains("but there is no"));
    }

    @Test
    void aCompressedImageThatWasCutShortSaysSo() throws Exception {
        Path whole = pack("a.img.zst", ZstdOutputStream::new);
        byte[] bytes = Files.readAllBytes(whole);
        Path cut = Files.write(folder.resolve("cut.img.zst"), Arrays.copyOf(bytes, bytes.length / 2));
        assertTrue(refusal(cut, Optional.empty()).startsWith(cut + " cannot be read: "));
        byte[] packed = Files.readAllBytes(pack("b.img.gz", GZIPOutputStream::new));
        Path cutGzip = Files.write(folder.resolve("cut.img.gz"), Arrays.copyOf(packed, packed.length / 2));
        assertEquals(
                cutGzip + " cannot be read: it was cut short; download it again", refusal(cutGzip, Optional.empty()));
    }

    @Test
    void anEmptyFileIsNoImage() throws Exception {
        Path empty = Files.createFile(folder.resolve("empty.img"));
        assertEquals(empty + " is empty: build or download it again", refusal(empty, Optional.empty()));
    }

    @Test
    void whatOnlyHoldsAnImageIsNotTakenForOne() throws Exception {
        Path zip = Files.write(folder.resolve("a.zip"), new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 8, 0});
        assertEquals(
                zip + " is a ZIP archive, which is not unpacked here: `unzip " + zip
                        + "` first, and flash what comes out",
                refusal(zip, Optional.empty()));
        byte[] bzip2 = {'B', 'Z', 'h', '9', 0x31, 0x41, 0x59, 0x26, 0x53, 0x59};
        assertTrue(refusal(Files.write(folder.resolve("a.img.bz2"), bzip2), Optional.empty())
                .contains("is compressed with bzip2"));
    }

    private String refusal(Path image, Optional<String> map) {
        return assertThrows(
                        ImageException.class, () -> ImageFile.open(image, map).close())
                .getMessage();
    }

    private Path pack(String name, Wrapping wrapping) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = wrapping.around(Files.newOutputStream(file))) {
            out.write(content);
        }
        return file;
    }

    private MappedRange range(int offset, int length) {
        return new MappedRange(new Span(offset, length), Sha256.of(ByteBuffer.wrap(content, offset, length)));
    }

    private static byte[] read(ImageFile image) throws IOException {
        byte[] whole = new byte[SIZE];
        for (MappedRange range : image.map().ranges()) {
            image.read(range, ByteBuffer.wrap(whole, (int) range.offset(), range.length()));
        }
        return whole;
    }
}
