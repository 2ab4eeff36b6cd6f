package cortado.flash.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel's limits for block devices, in both versions of its control groups, on folders that stand for them. */
class CardSpeedTest {
    private static final List<String> TOOL = List.of("dd", "if=a b");

    @TempDir
    private Path groups;

    @Test
    void version1LimitsTheRootGroupAndLiftsTheLimit() throws Exception {
        Path root = Files.createDirectory(groups.resolve("blkio"));
        Path reads = root.resolve("blkio.throttle.read_bps_device");
        Path writes = root.resolve("blkio.throttle.write_bps_device");
        try (CardSpeed.Limit limit = CardSpeed.V30.limit("7:3", groups)) {
            assertEquals("7:3 90000000", Files.readString(reads));
            assertEquals("7:3 30000000", Files.readString(writes));
            assertEquals(
                    List.of("sh", "-c", "echo $$ >" + root + "/cgroup.procs && exec \"$@\"", "limited", "dd", "if=a b"),
                    limit.words(TOOL));
        }
        assertEquals("7:3 0", Files.readString(reads));
        assertEquals("7:3 0", Files.readString(writes));
    }

    @Test
    void version2LimitsAGroupOfItsOwn() throws Exception {
        Path group = groups.resolve("cortado-bench");
        CardSpeed.Limit limit = CardSpeed.V30.limit("7:3", groups);
        assertEquals("+io +memory", Files.readString(groups.resolve("cgroup.subtree_control")));
        assertEquals("7:3 rbps=90000000 wbps=30000000", Files.readString(group.resolve("io.max")));
        assertEquals(
                "echo $$ >" + group + "/cgroup.procs && exec \"$@\"",
                limit.words(TOOL).get(2));
        // In a real group this file goes with the folder.
        Files.delete(group.resolve("io.max"));
        limit.close();
        assertFalse(Files.exists(group));
    }
}
