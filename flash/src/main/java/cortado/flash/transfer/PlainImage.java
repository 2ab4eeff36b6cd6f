package cortado.flash.transfer;

import cortado.flash.manifest.ImageFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/**
 * An image as a file whose bytes lie where they lie on the card: the file itself or, of a compressed image, a sparse
 * copy that is deleted in the end.
 *
 * @param file the bytes
 * @param copy whether that is a copy
 */
public record PlainImage(Path file, boolean copy) implements AutoCloseable {
    private static final int CHUNK = 1 << 16;

    /**
     * Opens an image, or a drive.
     *
     * @throws ImageException if it is compressed and damaged
     */
    public static PlainImage of(Path image) throws IOException {
        if (!Files.isRegularFile(image)) {
            return new PlainImage(image, false);
        }
        Compression compression = Compression.of(image);
        if (compression == Compression.NONE) {
            return new PlainImage(image, false);
        }
        Path folder = Files.createTempDirectory("cortado-image");
        PlainImage plain = new PlainImage(folder.resolve(ImageFiles.uncompressedName(image)), true);
        // Also after Ctrl-C; what was registered last is deleted first.
        folder.toFile().deleteOnExit();
        plain.file().toFile().deleteOnExit();
        try (InputStream in = compression.open(image)) {
            unpack(in, plain.file());
            return plain;
        } catch (IOException e) {
            plain.close();
            throw new ImageException(image + " cannot be decompressed: " + ImageFile.reason(e));
        }
    }

    private static void unpack(InputStream in, Path file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        byte[] zeros = new byte[CHUNK];
        long size = 0;
        try (FileChannel out = FileChannel.open(
                file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE, StandardOpenOption.SPARSE)) {
            for (int length = in.readNBytes(chunk, 0, CHUNK); length > 0; length = in.readNBytes(chunk, 0, CHUNK)) {
                if (!Arrays.equals(chunk, 0, length, zeros, 0, length)) {
                    write(out, ByteBuffer.wrap(chunk, 0, length), size);
                }
                size += length;
            }
            if (out.size() < size) {
                write(out, ByteBuffer.allocate(1), size - 1);
            }
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes, long offset) throws IOException {
        long at = offset;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }

    @Override
    public void close() throws IOException {
        if (copy) {
            Files.deleteIfExists(file);
            Files.deleteIfExists(file.getParent());
        }
    }
}
