package cortado.flash.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DebianTreesTest {
    @Test
    void someTreesOfAllSizesAreMutated(@TempDir Path folder) throws Exception {
        Path trees = Files.createDirectory(folder.resolve("trees"));
        for (int i = 0; i < 20; i++) {
            Files.write(trees.resolve("board%02d.dtb".formatted(i)), new byte[100 * (20 - i)]);
        }
        Files.write(trees.resolve("notes.txt"), new byte[1]);
        List<String> expected = List.of("board03.dtb", "board11.dtb", "board19.dtb");
        for (int time = 0; time < 2; time++) {
            Path some = DebianTrees.some(trees);
            List<String> names = DebianTrees.files(some).stream()
                    .map(file -> file.getFileName().toString())
                    .toList();
            assertEquals(expected, names);
        }
    }
}
