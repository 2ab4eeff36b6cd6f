package cortado.flash.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import cortado.environ.board.BoardSpec;
import cortado.flash.disk.CardImage;
import cortado.flash.disk.CardLayout;
import cortado.flash.disk.PartitionTable;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.KeyFile;
import cortado.flash.manifest.SignedManifest;
import cortado.flash.pipeline.ManifestBuild;
import cortado.flash.transfer.ImageException;
import cortado.flash.transfer.PlainImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Comparing images, and holding them to what they promise. */
class ImageInsideTest {
    private static final BoardSpec BOARD =
            new BoardSpec("none", "no board", "none.dts", Optional.empty(), List.of(), Optional.empty());

    @TempDir
    Path folder;

    private final Map<String, byte[]> files =
            new TreeMap<>(Map.of("config.txt", text("kernel=k"), "k", new byte[5000], "z", text("last")));

    @Test
    void theFirstFileThatDiffersIsNamedFirst() throws Exception {
        Path one = image("one.img", false);
        assertEquals(List.of(), ImageDiff.of(one, image("same.img", false)));
        files.put("k", new byte[5001]);
        files.put("a", new byte[1]);
        files.remove("z");
        assertEquals(
                List.of(
                        "a: only in the second image",
                        "k: differs from byte 5000 on (5000 and 5001 bytes)",
                        "z: only in the first image"),
                ImageDiff.of(one, image("two.img", false)));
    }

    @Test
    void aDifferenceOutsideOfFilesIsSaid() throws Exception {
        Path one = image("one.img", false);
        Path two = Files.copy(one, folder.resolve("two.img"));
        overwrite(two, (64 << 20) - 1, 7);
        assertEquals(
                List.of("every file is the same; the images differ from byte 67108863 on, outside of files: in a file"
                        + " system's own structures, or in space that no file uses"),
                ImageDiff.of(one, two));
    }

    @Test
    void slotsAreFoldersOfTheirNumber() throws Exception {
        Path one = image("one.img", true);
        files.put("k", new byte[1]);
        List<String> lines = ImageDiff.of(one, image("two.img", true));
        assertEquals("2/k: differs from byte 1 on (5000 and 1 bytes)", lines.getFirst());
        assertEquals("3/k: differs from byte 1 on (5000 and 1 bytes)", lines.getLast());
    }

    @Test
    void aWholeImageIsWhole() throws Exception {
        Path image = described(image("card.img", true));
        ImageVerify.Verdict verdict = verify(image);
        assertTrue(verdict.ok(), verdict.findings().toString());
        assertEquals(List.of(), verdict.findings());
        assertTrue(verdict.checked().contains("3 boot files"), verdict.checked().toString());
        assertTrue(
                verdict.checked().contains("3 file systems"), verdict.checked().toString());
    }

    @Test
    void oneOtherByteIsFoundAndPlaced() throws Exception {
        Path image = described(image("card.img", false));
        // The first cluster's second sector: in the middle of 'k' or beside it, used either way.
        overwrite(image, (1 << 20) + 512, 'x');
        ImageVerify.Verdict verdict = verify(image);
        assertFalse(verdict.ok());
        String all = verdict.findings().toString();
        assertTrue(all.contains("error: the image's SHA-256 is not the one in its manifest"), all);
        assertTrue(all.contains("are not what the block map says"), all);
    }

    @Test
    void tablesThatDifferAreFound() throws Exception {
        Path image = image("card.img", false);
        overwrite(image, (1 << 20) + 32 * 512 + 4 * 1000, 5);
        String all = verify(image).findings().toString();
        assertTrue(all.contains("the file system of partition 1: its two file allocation tables differ"), all);
        assertTrue(all.contains("1 clusters are marked as used, but no file has them"), all);
        assertTrue(all.contains("warning: there is no manifest card.img.manifest beside the image"), all);
    }

    @Test
    void theSignatureOfAnotherKeyIsNotTrusted() throws Exception {
        Path image = described(image("card.img", false));
        Path mine = KeyFile.create(folder.resolve("mine"));
        Path theirs = KeyFile.create(folder.resolve("theirs"));
        SignedManifest.sign(ImageFiles.manifest(image), KeyFile.readPrivate(folder.resolve("mine")));
        assertTrue(ImageVerify.verify(image, image, Optional.of(KeyFile.readPublic(mine)), name -> Optional.of(BOARD))
                .ok());
        ImageVerify.Verdict verdict =
                ImageVerify.verify(image, image, Optional.of(KeyFile.readPublic(theirs)), name -> Optional.of(BOARD));
        assertTrue(verdict.untrusted());
        assertFalse(verdict.ok());
    }

    @Test
    void compressedImagesAreLookedIntoLikeTheImageItself() throws Exception {
        Path image = described(image("card.img", false));
        List<Path> packed = List.of(
                pack(image, ".zst", ZstdOutputStream::new),
                pack(image, ".xz", out -> new XZOutputStream(out, new LZMA2Options(1))),
                pack(image, ".gz", GZIPOutputStream::new));
        for (Path file : packed) {
            Path unpacked;
            try (PlainImage plain = PlainImage.of(file)) {
                unpacked = plain.file();
                assertEquals(-1, Files.mismatch(image, unpacked), file.toString());
                ImageVerify.Verdict verdict =
                        ImageVerify.verify(file, unpacked, Optional.empty(), name -> Optional.of(BOARD));
                assertEquals(List.of(), verdict.findings());
                assertTrue(verdict.checked().contains("hash of the image"));
            }
            assertFalse(Files.exists(unpacked.getParent()));
        }
        Path cut =
                Files.write(folder.resolve("cut.img.zst"), Arrays.copyOf(Files.readAllBytes(packed.getFirst()), 999));
        String said = assertThrows(
                        ImageException.class, () -> PlainImage.of(cut).close())
                .getMessage();
        assertTrue(said.startsWith(cut + " cannot be decompressed: "), said);
    }

    private interface Wrapping {
        OutputStream around(OutputStream out) throws IOException;
    }

    private static Path pack(Path image, String suffix, Wrapping wrapping) throws IOException {
        Path file = image.resolveSibling(image.getFileName() + suffix);
        try (OutputStream out = wrapping.around(Files.newOutputStream(file))) {
            Files.copy(image, out);
        }
        return file;
    }

    private static ImageVerify.Verdict verify(Path image) throws IOException {
        return ImageVerify.verify(image, image, Optional.empty(), name -> Optional.of(BOARD));
    }

    private Path described(Path image) throws IOException {
        ManifestBuild.write(image, BOARD, files);
        return image;
    }

    private Path image(String name, boolean slots) throws IOException {
        Path image = folder.resolve(name);
        CardImage.write(
                image,
                slots
                        ? CardLayout.slots(PartitionTable.Format.MBR, 128 << 20, "CORTADO", files)
                        : CardLayout.single(PartitionTable.Format.MBR, 64 << 20, "CORTADO", files));
        return image;
    }

    private static void overwrite(Path image, long at, int value) throws IOException {
        try (FileChannel disk = FileChannel.open(image, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.wrap(new byte[] {(byte) value}), at);
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
