package cortado.flash.firmware;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.board.BoardSpec.FirmwareFile;
import cortado.environ.board.BoardSpec.FirmwarePackage;
import cortado.flash.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a person is told when firmware is not what the board's file says; a script stands in for apt. */
class FirmwareStoreTest {
    /** SHA-256 of {@code hello}. */
    private static final String HELLO = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";

    private static final FirmwarePackage PACKAGE = new FirmwarePackage(
            "fw",
            "1.0",
            "bookworm",
            "main",
            "all",
            "0".repeat(64),
            "free",
            List.of(new FirmwareFile("usr/lib/start.elf", "start.elf", HELLO)));

    @TempDir
    Path folder;

    @Test
    void aVersionThatHasGoneIsNamedWithThoseThereAre() throws Exception {
        CommandException e = assertThrows(
                CommandException.class,
                () -> store("echo 1.1; echo 1.2; exit 3").files(PACKAGE));
        assertEquals(
                "the mirror that this machine uses no longer has fw 1.0 in bookworm/main; it has 1.1, 1.2. Put a version"
                        + " that exists into the board's file, with its hashes.\n",
                e.getMessage());
    }

    @Test
    void aPackageWithAnotherHashIsRefused() throws Exception {
        CommandException e = assertThrows(
                CommandException.class, () -> store("echo x > fw.deb").files(PACKAGE));
        assertTrue(e.getMessage().startsWith("the package fw 1.0 has the SHA-256 "), e.getMessage());
    }

    @Test
    void whatIsKeptIsNotFetchedAgainAndNotTrusted() throws Exception {
        FirmwareStore store = store("exit 1");
        Path kept = Files.createDirectories(folder.resolve("firmware")).resolve(HELLO);
        Files.writeString(kept, "hello");
        Map<String, byte[]> files = store.files(PACKAGE);
        assertArrayEquals("hello".getBytes(StandardCharsets.US_ASCII), files.get("start.elf"));
        Files.writeString(kept, "jello");
        CommandException e = assertThrows(CommandException.class, () -> store.files(PACKAGE));
        assertTrue(e.getMessage().startsWith("the kept copy of usr/lib/start.elf is damaged"), e.getMessage());
        assertTrue(Files.notExists(kept));
    }

    private FirmwareStore store(String script) throws IOException {
        Path fetch = Files.writeString(folder.resolve("fetch"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(fetch, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new FirmwareStore(folder, fetch, line -> {});
    }
}
