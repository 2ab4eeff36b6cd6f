package cortado.flash.guest;

import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Position;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.ar.ArArchiveEntry;
import org.apache.commons.compress.archivers.ar.ArArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/** Debian packages with files that a test makes up. */
final class MadePackage {
    /** An archive's end (tar(5)). */
    private static final byte[] NO_FILES = new byte[1024];

    private MadePackage() {}

    static PinnedPackage named(String name) {
        return new PinnedPackage(
                name, "1", "bookworm", "main", "arm64", "0".repeat(64), new Position("guest.yaml", 7, 5));
    }

    static Path deb(Path folder, String name, Map<String, String> files) throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(data)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                byte[] content = file.getValue().getBytes(StandardCharsets.ISO_8859_1);
                TarArchiveEntry entry = new TarArchiveEntry("./" + file.getKey());
                entry.setMode(0100755);
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
            }
        }
        Path deb = folder.resolve(name + ".deb");
        try (ArArchiveOutputStream ar = new ArArchiveOutputStream(Files.newOutputStream(deb))) {
            for (Map.Entry<String, byte[]> member :
                    List.of(Map.entry("control.tar", NO_FILES), Map.entry("data.tar", data.toByteArray()))) {
                ar.putArchiveEntry(new ArArchiveEntry(member.getKey(), member.getValue().length));
                ar.write(member.getValue());
                ar.closeArchiveEntry();
            }
        }
        return deb;
    }

    /** A program's headers with a loader and these libraries, and nothing else. */
    static byte[] program(String... libraries) {
        ByteBuffer file = ByteBuffer.allocate(1024).order(ByteOrder.LITTLE_ENDIAN);
        file.putInt(0, 0x464c457f).putLong(32, 64).putShort(54, (short) 56).putShort(56, (short) 3);
        segment(file, 64, 1, 0, 1024);
        segment(file, 120, 2, 256, 256);
        segment(file, 176, 3, 800, 16);
        file.put(800, "/lib/ld.so.1\0".getBytes(StandardCharsets.US_ASCII));
        int at = 256;
        int name = 1;
        for (String library : libraries) {
            file.putLong(at, 1).putLong(at + 8, name);
            file.put(512 + name, library.getBytes(StandardCharsets.US_ASCII));
            name += library.length() + 1;
            at += 16;
        }
        file.putLong(at, 5).putLong(at + 8, 512);
        return file.array();
    }

    private static void segment(ByteBuffer file, int at, int type, long offset, long size) {
        file.putInt(at, type).putLong(at + 8, offset).putLong(at + 16, offset).putLong(at + 32, size);
    }
}
