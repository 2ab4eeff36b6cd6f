package cortado.flash.transfer;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.apache.commons.compress.compressors.gzip.GzipCompressorInputStream;
import org.tukaani.xz.XZInputStream;

/** The compressions that images come in, told apart by their first bytes and not by the file's name. */
enum Compression {
    /** None: the bytes are the image's. */
    NONE(""),
    /** Zstandard, RFC 8878 §3.1.1; the fastest. */
    ZSTD("28b52ffd"),
    /** Zstandard behind a skippable frame, RFC 8878 §3.1.2. */
    ZSTD_SKIPPABLE("502a4d18"),
    /** The .xz file format §2.1.1.1. */
    XZ("fd377a585a00"),
    /** gzip, RFC 1952 §2.3.1. */
    GZIP("1f8b");

    private static final int BUFFER = 1 << 20;

    /** The first bytes of such a file, in hexadecimal. */
    private final String mark;

    Compression(String mark) {
        this.mark = mark;
    }

    /** The compression of a file. */
    static Compression of(Path file) throws IOException {
        String found = start(file);
        for (Compression compression : values()) {
            if (compression != NONE && found.startsWith(compression.mark)) {
                return compression;
            }
        }
        return NONE;
    }

    /** A file's first 8 bytes in hexadecimal, with zeros for those that it does not have. */
    static String start(Path file) throws IOException {
        byte[] start = new byte[8];
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(ByteBuffer.wrap(start), 0);
        }
        return HexFormat.of().formatHex(start);
    }

    /** The image's bytes. */
    InputStream open(Path file) throws IOException {
        InputStream raw = new BufferedInputStream(Files.newInputStream(file), BUFFER);
        try {
            return switch (this) {
                case NONE -> raw;
                case ZSTD, ZSTD_SKIPPABLE -> new ZstdInputStream(raw);
                case XZ -> new XZInputStream(raw);
                case GZIP ->
                    GzipCompressorInputStream.builder()
                            .setInputStream(raw)
                            .setDecompressConcatenated(true)
                            .get();
            };
        } catch (IOException e) {
            raw.close();
            throw e;
        }
    }
}
