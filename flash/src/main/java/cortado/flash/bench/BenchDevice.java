package cortado.flash.bench;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A blank loop device, and how many bytes were written to it. */
final class BenchDevice implements AutoCloseable {
    /** Documentation/block/stat.rst: the seventh number is sectors written, of 512 bytes. */
    private static final int SECTORS_WRITTEN = 6;

    private static final int SECTOR = 512;

    private final String path;
    private final Undoing undoing;

    private BenchDevice(Path backing, String path) {
        this.path = path;
        this.undoing = new Undoing(() -> {
            new ProcessBuilder("losetup", "--detach", path).start().onExit().join();
            Files.deleteIfExists(backing);
        });
    }

    /** Makes one over a new file. */
    static BenchDevice blank(Path backing, long size) throws IOException, InterruptedException {
        Files.deleteIfExists(backing);
        try (RandomAccessFile file = new RandomAccessFile(backing.toFile(), "rw")) {
            file.setLength(size);
        }
        Process losetup = new ProcessBuilder("losetup", "--find", "--show", backing.toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(losetup.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (losetup.waitFor() != 0) {
            Files.delete(backing);
            throw new IOException("losetup made no loop device: " + said);
        }
        return new BenchDevice(backing, said);
    }

    String path() {
        return path;
    }

    /** Its major and minor number, such as {@code 7:0}. */
    String number() throws IOException {
        return Files.readString(sys("dev")).strip();
    }

    private Path sys(String file) {
        return Path.of("/sys/block", path.substring("/dev/".length()), file);
    }

    /** Bytes written since the device was made. */
    long written() throws IOException {
        String line = Files.readString(sys("stat"));
        return Long.parseLong(List.of(line.strip().split("\\s+")).get(SECTORS_WRITTEN)) * SECTOR;
    }

    @Override
    public void close() throws IOException {
        undoing.close();
    }
}
