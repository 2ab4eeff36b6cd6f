package cortado.flash.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.fdt.FlatTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTreeTest {
    private static final String SOURCE = """
            /dts-v1/;
            / {
                a { one = <1 2 3>; name-of-odd-length { text = "abcde"; }; };
                b { two; };
            };
            """;

    @TempDir
    Path folder;

    private byte[] tree;

    @BeforeEach
    void compile() throws IOException, InterruptedException {
        Path source = Files.writeString(folder.resolve("tree.dts"), SOURCE);
        Path compiled = folder.resolve("tree.dtb");
        Process dtc = new ProcessBuilder("dtc", "-q", "-O", "dtb", "-o", compiled.toString(), source.toString())
                .inheritIO()
                .start();
        assertEquals(0, dtc.waitFor(60, TimeUnit.SECONDS) ? dtc.exitValue() : -1);
        tree = Files.readAllBytes(compiled);
    }

    private static FlatTree read(byte[] bytes) {
        FlatTree flat = new FlatTree(bytes);
        assertEquals(0, flat.status(), "the tree is whole");
        return flat;
    }

    @Test
    void aNodeGoesWithAllBelowItAndNothingElse() {
        FlatTree less = read(MachineTree.without(tree, List.of("/a")));
        assertEquals(FlatTree.ABSENT, less.path("/a"));
        assertEquals(FlatTree.ABSENT, less.path("/a/name-of-odd-length"));
        assertEquals(2, less.nodeCount());
        assertEquals(read(tree).path("/b"), less.path("/b"), "what is left does not move");
    }

    @Test
    void ofANodeBelowItsParentStays() {
        FlatTree less = read(MachineTree.without(tree, List.of("/a/name-of-odd-length", "/b")));
        assertEquals(3, less.cellCount(less.property(less.path("/a"), "one")));
        assertEquals(2, less.nodeCount());
    }

    @Test
    void whatIsNotThereIsNotMissed() {
        assertArrayEquals(tree, MachineTree.without(tree, List.of("/c", "/a/b/c")));
        assertArrayEquals(new byte[] {4, 5}, MachineTree.without(new byte[] {4, 5}, List.of("/a")));
    }

    @Test
    void theTreeSaysWhichPartitionWasBooted() throws Exception {
        Path file = Files.write(folder.resolve("card.dtb"), tree);
        MachineTree.booted(file, 3);
        FlatTree told = read(Files.readAllBytes(file));
        assertEquals(3, told.cell(told.property(told.path("/chosen/bootloader"), "partition"), 0));
        IOException e =
                assertThrows(IOException.class, () -> MachineTree.booted(Files.writeString(file, "no tree at all"), 3));
        assertTrue(e.getMessage().startsWith("the card's device tree cannot be completed: "), e.getMessage());
    }
}
