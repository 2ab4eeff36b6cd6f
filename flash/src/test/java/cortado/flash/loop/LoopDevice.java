package cortado.flash.loop;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A real block device over a file, where this machine and user may make one. */
public final class LoopDevice implements AutoCloseable {
    private final String path;

    private LoopDevice(String path) {
        this.path = path;
    }

    /** Makes a device over a new sparse file, or nothing where that is not possible. */
    public static Optional<LoopDevice> over(Path file, long size) throws IOException, InterruptedException {
        try (RandomAccessFile backing = new RandomAccessFile(file.toFile(), "rw")) {
            backing.setLength(size);
        }
        return over(file);
    }

    /** Makes a device over an existing file, or nothing where that is not possible. */
    public static Optional<LoopDevice> over(Path file) throws IOException, InterruptedException {
        try {
            Process losetup = new ProcessBuilder("losetup", "--find", "--show", file.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String path = new String(losetup.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return losetup.waitFor() == 0 && !path.isEmpty() ? Optional.of(new LoopDevice(path)) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Such as {@code /dev/loop0}. */
    public String path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        new ProcessBuilder("losetup", "--detach", path).start().onExit().join();
    }
}
