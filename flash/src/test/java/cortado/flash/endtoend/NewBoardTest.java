package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A board made of the two files that {@code boards/README.md} shows, and of nothing else, boots. */
class NewBoardTest {
    private static final String BOARD = "virt-a53";
    private static final Pattern BLOCK = Pattern.compile("(?s)```(?:dts|yaml)\n(.*?)```");

    @TempDir
    Path root;

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
        Path real = Boards.PROJECT.root();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path relative = real.relativize(folder);
                if (List.of("boards", "build", ".git").contains(relative.toString())) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                if (folder.endsWith("target")) {
                    Files.createSymbolicLink(root.resolve(relative), folder);
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(root.resolve(relative));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.createSymbolicLink(root.resolve(real.relativize(file)), file);
                return FileVisitResult.CONTINUE;
            }
        });
        Files.createDirectories(root.resolve("build"));
        Files.createDirectories(real.resolve("build/aarch64"));
        Files.createSymbolicLink(root.resolve("build/aarch64"), real.resolve("build/aarch64"));
        Path folder = Files.createDirectories(root.resolve("boards").resolve(BOARD));
        Matcher blocks =
                BLOCK.matcher(Files.readString(real.resolve("boards/README.md")).replaceAll("(?m)^ {3}", ""));
        blocks.find();
        Files.writeString(folder.resolve(BOARD + ".dts"), blocks.group(1));
        blocks.find();
        Files.writeString(folder.resolve("board.yaml"), blocks.group(1));
        return new Project(root);
    }
}
