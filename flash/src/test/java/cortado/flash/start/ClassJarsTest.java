package cortado.flash.start;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassJarsTest {
    @TempDir
    private Path folder;

    @Test
    void foldersBecomeJarsOfTheSameFilesAndJarsStayWhatTheyAre() throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/a"));
        Path file = Files.write(classes.resolve("B.class"), new byte[] {1, 2, 3});
        Path library = Files.write(folder.resolve("library.jar"), new byte[0]);
        List<Path> entries = List.of(library, classes.getParent());
        Path out = Files.createDirectory(folder.resolve("out"));
        List<Path> packed = ClassJars.pack(entries, out);
        assertEquals(List.of(library, out.resolve("classes-1.jar")), packed);
        try (FileSystem jar = FileSystems.newFileSystem(packed.getLast())) {
            assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(jar.getPath("a/B.class")));
        }
        byte[] first = Files.readAllBytes(packed.getLast());
        Files.setLastModifiedTime(file, FileTime.fromMillis(0));
        assertArrayEquals(first, Files.readAllBytes(ClassJars.pack(entries, out).getLast()));
    }
}
