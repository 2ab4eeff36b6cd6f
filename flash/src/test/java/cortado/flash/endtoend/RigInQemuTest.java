package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.command.CommandException;
import cortado.flash.command.RigCommand;
import cortado.flash.output.Output;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.apache.commons.cli.DefaultParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code cortado rig test rpi4} with QEMU in the place of the board and a file in the place of its card. */
class RigInQemuTest {
    @TempDir
    Path folder;

    @Test
    void theCardIsFlashedBootedAndAskedAndTheStatusIsTheLastCommands() throws Exception {
        Path rig = Files.writeString(folder.resolve("rig.yaml"), """
                gpio: qemu
                power: { gpio: 17, settle: 10ms }
                card: { gpio: 22, device: %s, settle: 10ms }
                """.formatted(folder.resolve("card")));
        Path log = folder.resolve("boot.log");
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Output output = new Output(
                Output.Level.NORMAL,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Set.of(),
                false);
        RigCommand command = new RigCommand();
        int status = command.run(
                DefaultParser.builder().get().parse(command.options(), new String[] {
                    "test", "rpi4", "--rig", rig.toString(), "--exec", "echo up; nonsense", "--log", log.toString()
                }),
                output);
        String notes = err.toString(StandardCharsets.UTF_8);
        assertEquals(127, status, notes);
        assertTrue(out.toString(StandardCharsets.UTF_8).endsWith("up\nnonsense: no such command\n"), notes);
        assertTrue(Files.readString(log).contains("Cortado"), notes);
        assertTrue(notes.endsWith("cortado: power off\n"), notes);
        Path image = Boards.PROJECT.at("build/rpi4/rpi4.img");
        CommandException e = assertThrows(
                CommandException.class,
                () -> command.run(
                        DefaultParser.builder().get().parse(command.options(), new String[] {
                            "test", "rpi5", "--rig", rig.toString(), "--image", image.toString()
                        }),
                        output));
        assertTrue(e.getMessage().startsWith(image + " is for rpi4, as its manifest says, and not for rpi5"));
    }
}
