package cortado.flash.command;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildTest {
    @TempDir
    private Path folder;

    @Test
    void aCardTakesThePlaceOfAFileAndOfNothingElse() throws Exception {
        assertDoesNotThrow(() -> Build.checkOutput(folder.resolve("new.img"), "rpi4"));
        Path old = Files.createFile(folder.resolve("old.img"));
        assertDoesNotThrow(() -> Build.checkOutput(old, "rpi4"));
        assertTrue(refusal(Path.of("/dev/null"))
                .startsWith("--output: /dev/null is no file; `./cortado flash rpi4 --to /dev/null`"));
        assertTrue(refusal(folder).startsWith("--output: " + folder + " is a folder; --output " + folder + "/card"));
        assertEquals("--output: there is no folder " + folder + "/none", refusal(folder.resolve("none/card.img")));
    }

    private static String refusal(Path file) {
        CommandException refused = assertThrows(CommandException.class, () -> Build.checkOutput(file, "rpi4"));
        assertEquals(Exit.USAGE, refused.status());
        return refused.getMessage();
    }
}
