package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board made of the two files that {@code boards/README.md} shows, and of nothing else, boots. */
class NewBoardTest {
    private static final String BOARD = "virt-a53";
    private static final Pattern BLOCK = Pattern.compile("(?s)```(?:dts|yaml)\n(.*?)```");

    @TempDir
    Path root;

    @AfterEach
    void deleteTheCopy() throws IOException {
        ProjectCopy.delete(root);
    }

    @Test
    void theReadmesExampleBoots() throws Exception {
        Project project = projectWithNewBoard();
        try (Boards.Booted board = Boards.boot(project, BOARD, command -> command)) {
            String devices = board.run("devices");
            assertTrue(devices.contains("arm,gic-v3"), devices);
            assertTrue(devices.contains("arm,cortex-a53"), devices);
        }
    }

    /** This project, by links to its files, without its boards and with what is compiled already. */
    private Project projectWithNewBoard() throws IOException {
        Project project = ProjectCopy.in(root, "boards");
        Path folder = Files.createDirectories(root.resolve("boards").resolve(BOARD));
        Matcher blocks = BLOCK.matcher(
                Files.readString(Boards.PROJECT.at("boards/README.md")).replaceAll("(?m)^ {3}", ""));
        blocks.find();
        Files.writeString(folder.resolve(BOARD + ".dts"), blocks.group(1));
        blocks.find();
        Files.writeString(folder.resolve("board.yaml"), blocks.group(1));
        return project;
    }
}
