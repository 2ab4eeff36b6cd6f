package cortado.environ.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.report.Diagnostics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DtsCompilerTest {
    @TempDir
    Path root;

    private final Diagnostics diagnostics = new Diagnostics();

    @BeforeEach
    void makeIncludes() throws IOException {
        Files.createDirectories(root.resolve("dts"));
        Files.writeString(root.resolve("dts/chip.dtsi"), """
                / {
                	uart: serial@10 {
                		reg = <0x10 4>;
                		status = "disabled";
                	};
                };
                """);
        Files.writeString(root.resolve("dts/speed.h"), "#define SPEED 115200\n");
    }

    private CompiledTree compile(String source) throws IOException {
        Path file = root.resolve("board.dts");
        Files.writeString(file, source);
        Optional<CompiledTree> tree = new DtsCompiler(root, diagnostics).compile(file);
        return tree.orElseThrow(() -> new AssertionError(diagnostics.all().toString()));
    }

    @Test
    void whatIsOverriddenIsFoundWhereItCounts() throws IOException {
        CompiledTree tree = compile("""
                /dts-v1/;
                /include/ "chip.dtsi"

                &uart {
                	status = "okay"; label = "console";
                };
                """);
        SourceMap positions = tree.positions();
        assertEquals("board.dts:5:2", positions.property("/serial@10", "status").toString());
        assertEquals("board.dts:5:19", positions.property("/serial@10", "label").toString());
        assertEquals(
                "dts/chip.dtsi:3:3", positions.property("/serial@10", "reg").toString());
        assertEquals("board.dts:4:1", positions.node("/serial@10").toString());
        assertEquals("board.dts:4:1", positions.node("/serial@10/child").toString());
    }

    @Test
    void sourcesWithMacrosKeepTheirLines() throws IOException {
        CompiledTree tree = compile("""
                /dts-v1/;
                #include "speed.h"
                /include/ "chip.dtsi"

                &uart {
                	current-speed = <SPEED>;
                };
                """);
        assertEquals(115200, tree.tree().at("/serial@10").cells("current-speed").get(0));
        assertEquals(6, tree.positions().property("/serial@10", "current-speed").line());
    }

    @Test
    void aSourceThatIsNotThereSaysSo() throws IOException {
        assertTrue(new DtsCompiler(root, diagnostics)
                .compile(root.resolve("gone.dts"))
                .isEmpty());
        assertEquals("gone.dts: no such file", diagnostics.all().get(0).toString());
    }

    @Test
    void aBlobThatIsNoTreeSaysSo() throws IOException {
        Files.write(root.resolve("junk.dtb"), new byte[100]);
        assertTrue(new DtsCompiler(root, diagnostics)
                .open(root.resolve("junk.dtb"))
                .isEmpty());
        assertEquals(
                "junk.dtb: the device tree cannot be read: not a device tree: no d00dfeed at its start (at byte 0)",
                diagnostics.all().get(0).toString());
    }
}
