package cortado.flash.endtoend;

import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;

/** This project in another folder, made of links to its files, with what is compiled already. */
final class ProjectCopy {
    private ProjectCopy() {}

    /** @param without folders that the copy lacks */
    static Project in(Path root, String... without) throws IOException {
        Path real = Boards.PROJECT.root();
        Files.walkFileTree(real, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                Path relative = real.relativize(folder);
                if (List.of("build", ".git").contains(relative.toString())
                        || List.of(without).contains(relative.toString())) {
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
        // What is shared is built by one at a time, in whichever of two test processes.
        FileChannel.open(real.resolve("build/lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .close();
        Files.createSymbolicLink(root.resolve("build/lock"), real.resolve("build/lock"));
        return new Project(root);
    }

    /** Deletes it, link by link, which nobody has to be warned about. */
    static void delete(Path root) throws IOException {
        Files.walkFileTree(root, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
