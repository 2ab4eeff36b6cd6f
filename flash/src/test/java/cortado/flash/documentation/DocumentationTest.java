package cortado.flash.documentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.Main;
import cortado.flash.command.Exit;
import cortado.flash.command.Subcommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.cli.Option;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Completion in real shells, and the manual page through a real formatter. */
class DocumentationTest {
    @TempDir
    Path folder;

    @Test
    void bashCompletesSubcommandsOptionsVerbsAndBoards() throws Exception {
        assertEquals(List.of("build"), completed("cortado", "bui"));
        assertEquals(List.of("--hostname"), completed("cortado", "build", "--host"));
        assertEquals(List.of("verify"), completed("cortado", "image", "ver"));
        assertEquals(List.of("rpi4", "rpi5"), completed("cortado", "build", "rpi"));
        assertEquals(List.of("update"), completed("cortado", "help", "upd"));
        assertEquals(List.of("rpi4", "rpi5"), completed("cortado", "board", "new", "mine", "--from", "rpi"));
        // What bash completes itself then: a file's name.
        assertEquals(List.of(""), completed("cortado", "flash", "rpi4", "--to", ""));
    }

    private List<String> completed(String... words) throws Exception {
        Path script = Files.writeString(folder.resolve("completion"), Completions.bash(Main.SUBCOMMANDS));
        Files.createDirectories(folder.resolve("boards/rpi4"));
        Files.createDirectories(folder.resolve("boards/rpi5"));
        Files.writeString(folder.resolve("boards/rpi4/board.yaml"), "");
        Files.writeString(folder.resolve("boards/rpi5/board.yaml"), "");
        Path command = Files.writeString(folder.resolve("cortado"), "#!/bin/sh\n");
        assertTrue(command.toFile().setExecutable(true));
        String line = "PATH=" + folder + ":$PATH; source " + script + "; COMP_WORDS=(" + quoted(words)
                + "); COMP_CWORD=" + (words.length - 1) + "; _cortado; printf '%s\\n' \"${COMPREPLY[@]-}\"";
        return run("bash", "-euc", line).lines().toList();
    }

    private static String quoted(String... words) {
        return "'" + String.join("' '", words) + "'";
    }

    @Test
    void zshAcceptsItsScript() throws Exception {
        Path script = Files.writeString(folder.resolve("_cortado"), Completions.zsh(Main.SUBCOMMANDS));
        run("zsh", "-n", script.toString());
        String said = run("zsh", "-fc", "source " + script + "; whence -w _cortado");
        assertEquals("_cortado: function\n", said);
    }

    @Test
    void theManualPageIsFormattedWithoutAWarningAndLacksNothing() throws Exception {
        Path source = Files.writeString(folder.resolve("cortado.1"), ManPage.of(Main.SUBCOMMANDS));
        assertTrue(ManPage.of(Main.SUBCOMMANDS).chars().allMatch(c -> c < 128), "ASCII alone");
        assertEquals("", run("groff", "-man", "-ww", "-z", "-Tutf8", "-Kutf8", source.toString()));
        String page = run("groff", "-man", "-Tascii", "-P-cbou", "-Kutf8", "-rLL=120n", source.toString());
        for (Subcommand subcommand : Main.SUBCOMMANDS) {
            assertTrue(page.contains("cortado " + subcommand.name()), subcommand.name());
            for (Option option : subcommand.options().getOptions()) {
                assertTrue(page.contains("--" + option.getLongOpt()), subcommand.name() + " --" + option.getLongOpt());
            }
        }
        for (Exit.Meaning meaning : Exit.TABLE) {
            assertTrue(page.contains(meaning.meaning()), meaning.meaning());
        }
    }

    @Test
    void everySubcommandHasExamples() {
        for (Subcommand subcommand : Main.SUBCOMMANDS) {
            assertTrue(subcommand.details().contains("./cortado " + subcommand.name()), subcommand.name());
        }
    }

    private static String run(String... words) throws Exception {
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), String.join(" ", words) + ":\n" + text);
        return text;
    }
}
