package cortado.flash.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.output.Output;
import cortado.flash.pipeline.Project;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Set;
import org.apache.commons.cli.DefaultParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code check} takes: a board, a tree's source, a compiled tree. */
class CheckTest {
    private static final Project PROJECT = Project.find();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @TempDir
    private Path folder;

    @Test
    void aCompiledTreeFromElsewhereIsCheckedLikeItsSource() throws Exception {
        Path source = PROJECT.at("boards/qemu-virt/qemu-virt.dts");
        Path blob = folder.resolve("virt.dtb");
        Process dtc = new ProcessBuilder(
                        "dtc", "-q", "-i", PROJECT.at("dts").toString(), "-o", blob.toString(), source.toString())
                .inheritIO()
                .start();
        assertEquals(0, dtc.waitFor());

        assertEquals(Exit.OK, check(source));
        String fromSource = out.toString(StandardCharsets.UTF_8);
        out.reset();
        assertEquals(Exit.OK, check(blob));
        assertTrue(fromSource.contains("/pl011@9000000"), fromSource);
        assertEquals(table(fromSource), table(out.toString(StandardCharsets.UTF_8)));
    }

    @Test
    void aFileThatIsNotThereIsNamed() {
        CommandException refused = assertThrows(CommandException.class, () -> check(Path.of("none.dtb")));
        assertEquals("there is no file none.dtb", refused.getMessage());
        assertEquals(Exit.USAGE, refused.status());
    }

    /** Without the notes, which name a source's lines or a blob's nodes. */
    private static String table(String report) {
        return report.substring(report.indexOf("node  "));
    }

    private int check(Path what) throws Exception {
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        Check check = new Check();
        return check.run(
                DefaultParser.builder().get().parse(check.options(), new String[] {what.toString()}),
                new Output(Output.Level.NORMAL, print, print, Set.of(), false));
    }
}
