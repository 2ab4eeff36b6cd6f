package cortado.flash.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Makes a block device as slow as a card, for every program alike: the kernel's own limits (Linux,
 * Documentation/admin-guide/cgroup-v1/blkio-controller.rst and cgroup-v2.rst, "io.max"). A loop device takes bytes as
 * fast as memory does, which no card ever did.
 *
 * @param read bytes a second
 * @param written bytes a second
 */
public record CardSpeed(long read, long written) {
    /** What a usual card does: it promises 30 MB a second of video (SD specification, speed class V30). */
    public static final CardSpeed V30 = new CardSpeed(90_000_000, 30_000_000);

    /** For a table's head. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "reads %d MB/s, writes %d MB/s", read / 1_000_000, written / 1_000_000);
    }

    /** A limit that is in force until it is closed. */
    interface Limit extends AutoCloseable {
        /** A tool's words in front of which something may stand that puts it under the limit. */
        List<String> words(List<String> tool);

        @Override
        void close() throws IOException;
    }

    /** No limit. */
    static Limit none() {
        return new Limit() {
            @Override
            public List<String> words(List<String> tool) {
                return tool;
            }

            @Override
            public void close() {
                // Nothing was changed.
            }
        };
    }

    /**
     * Limits a device.
     *
     * @param number the device's major and minor number, such as {@code 7:0}
     * @param groups where control groups are mounted, {@code /sys/fs/cgroup}
     * @throws IOException if the kernel or the user does not allow it
     */
    Limit limit(String number, Path groups) throws IOException {
        Path first = groups.resolve("blkio");
        return Files.isDirectory(first) ? ofVersion1(number, first) : ofVersion2(number, groups);
    }

    /** Version 1 counts what the page cache writes for a program as the root group's, where most programs are. */
    private Limit ofVersion1(String number, Path root) throws IOException {
        Path reads = root.resolve("blkio.throttle.read_bps_device");
        Path writes = root.resolve("blkio.throttle.write_bps_device");
        Files.writeString(reads, number + " " + read);
        Files.writeString(writes, number + " " + written);
        return below(root, () -> {
            Files.writeString(reads, number + " 0");
            Files.writeString(writes, number + " 0");
        });
    }

    /** Version 2 has limits for groups below the root only; with the memory controller it counts the cache's writes. */
    private Limit ofVersion2(String number, Path root) throws IOException {
        Files.writeString(root.resolve("cgroup.subtree_control"), "+io +memory");
        Path group = root.resolve("cortado-bench");
        Files.createDirectories(group);
        Files.writeString(group.resolve("io.max"), number + " rbps=" + read + " wbps=" + written);
        // A group that nothing is in any more goes like an empty folder.
        return below(group, () -> Files.delete(group));
    }

    private static Limit below(Path group, Undoing.Action lifted) {
        Undoing undoing = new Undoing(lifted);
        return new Limit() {
            @Override
            public List<String> words(List<String> tool) {
                return inGroup(group, tool);
            }

            @Override
            public void close() throws IOException {
                undoing.close();
            }
        };
    }

    private static List<String> inGroup(Path group, List<String> tool) {
        List<String> words = new ArrayList<>(
                List.of("sh", "-c", "echo $$ >" + group.resolve("cgroup.procs") + " && exec \"$@\"", "limited"));
        words.addAll(tool);
        return words;
    }
}
