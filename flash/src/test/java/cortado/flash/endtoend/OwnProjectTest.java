package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * A board made of the two files that {@code boards/README.md} shows, and of nothing else, boots a system that has a
 * group, and a server with a low limit.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OwnProjectTest {
    private static final String BOARD = "virt-a53";
    private static final Pattern BLOCK = Pattern.compile("(?s)```(?:dts|yaml)\n(.*?)```");
    private static final String GROUP = "groups: { storage: [files, virtio-rng] }\n";
    private static final String ALIVE = "(running|ready|waiting)";
    private static final String GIVEN_UP = "it was restarted 2 times within 3600 s";

    private Path root;
    private Boards.Booted board;

    @BeforeAll
    void boot(@TempDir Path temporary) throws Exception {
        root = temporary;
        board = Boards.boot(ownProject(), BOARD, command -> command);
    }

    @AfterAll
    void end() throws IOException {
        board.close();
        ProjectCopy.delete(root);
    }

    @Test
    @Order(1)
    void theReadmesExampleBoots() throws Exception {
        String devices = board.run("devices");
        assertTrue(devices.contains("arm,gic-v3"), devices);
        assertTrue(devices.contains("arm,cortex-a53"), devices);
    }

    @Test
    @Order(2)
    void aMembersFailureRestartsItsGroup() throws Exception {
        board.run("kill files");
        board.run("ls /");
        board.run("random 4");
        assertRow("files", ALIVE, 1, "killed");
        assertRow("virtio-rng", ALIVE, 1, "it restarts together with files");
        assertRow("virtio-blk", ALIVE, 0, "-");
        String events = board.run("events virtio-rng");
        assertTrue(events.contains("ended    virtio-rng  it restarts together with files"), events);
    }

    @Test
    @Order(3)
    void theLimitOutlivesTheSupervisorAndEndsInFailed() throws Exception {
        board.run("kill files");
        board.run("ls /");
        board.run("kill supervisor");
        assertRow("files", ALIVE, 2, "killed");
        board.run("kill files");
        assertRow("files", "failed", 2, GIVEN_UP + "; last end: killed");
        String events = board.run("events files");
        assertTrue(events.contains("failed    files    " + GIVEN_UP), events);
        assertRow("virtio-rng", ALIVE, 2, "it restarts together with files");
        board.run("random 4");
        board.run("kill supervisor");
        assertRow("files", "failed", 2, GIVEN_UP + "; last end: killed");
        var refused = board.guest().run("ls /");
        assertNotEquals(0, refused.status(), refused.output());
        assertTrue(refused.output().contains("which has failed: " + GIVEN_UP), refused.output());
    }

    private void assertRow(String process, String state, int restarts, String end) throws Exception {
        String processes = board.run("ps");
        String row = "(?m)^" + process + " +user +" + state + " .* " + restarts + " *" + Pattern.quote(end) + "$";
        assertTrue(Pattern.compile(row).matcher(processes).find(), row + " in\n" + processes);
    }

    /** This project, by links to its files, with another board and system and with what is compiled already. */
    private Project ownProject() throws IOException {
        Project project = ProjectCopy.in(root, "boards");
        Path folder = Files.createDirectories(root.resolve("boards").resolve(BOARD));
        Matcher blocks = BLOCK.matcher(
                Files.readString(Boards.PROJECT.at("boards/README.md")).replaceAll("(?m)^ {3}", ""));
        blocks.find();
        Files.writeString(folder.resolve(BOARD + ".dts"), blocks.group(1));
        blocks.find();
        Files.writeString(folder.resolve("board.yaml"), blocks.group(1));
        change("rootfs/system.yaml", "run:", GROUP + "run:");
        change("rootfs/servers/files/server.yaml", "limit: 10/min", "limit: 2/h");
        return project;
    }

    private void change(String file, String old, String replacement) throws IOException {
        String text = Files.readString(Boards.PROJECT.at(file));
        assertTrue(text.contains(old), file);
        Files.delete(root.resolve(file)); // a link to the one that stays as it is
        Files.writeString(root.resolve(file), text.replace(old, replacement));
    }
}
