package cortado.flash.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.yaml.GuestFile;
import cortado.flash.command.CommandException;
import cortado.flash.guest.GuestPins.Newest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens to {@code guest.yaml}, and what it says, when the mirror moves on. */
class GuestPinsTest {
    private static final String OLD = "0".repeat(64);
    private static final String NEW = "1".repeat(64);
    private static final String TEXT = """
            suite: bookworm
            kernel:
              package: linux-image-6.12.1-cloud-arm64
              version: 6.12.1-1   # the newest
              sha256: %s
              command-line: quiet
              modules: [{ path: drivers/virtio/virtio_mmio }]
            packages:
              # Tools.
              - { package: box, version: "1:1.0", sha256: %s }
            links:
              usr/bin/box: a b
            """.formatted(OLD, OLD);

    @TempDir
    Path folder;

    private GuestSpec spec;
    private GuestPins pins;

    @BeforeEach
    void load() throws Exception {
        Path file = Files.writeString(folder.resolve("guest.yaml"), TEXT);
        Diagnostics diagnostics = new Diagnostics();
        spec = GuestFile.load(file, "guest.yaml", diagnostics).orElseThrow(() -> new AssertionError(diagnostics.all()));
        pins = new GuestPins(TEXT, spec);
    }

    @Test
    void aPackageIsChangedInItsLineAlone() {
        PinnedPackage box = pins.chosen(List.of("box")).getFirst();
        assertEquals("box", pins.question(box));
        assertTrue(pins.replace(box, new Newest("box", "1:1.1", NEW)));
        assertEquals(TEXT.replace("1:1.0", "1:1.1").replace("\", sha256: " + OLD, "\", sha256: " + NEW), pins.text());
        assertFalse(new GuestPins(TEXT, spec).replace(box, new Newest("box", "1:1.0", OLD)));
    }

    @Test
    void theKernelsNameChangesWithItsVersion() {
        PinnedPackage kernel = pins.chosen(List.of()).getFirst();
        assertEquals("linux-image-cloud-arm64", pins.question(kernel));
        pins.replace(kernel, new Newest("linux-image-6.12.2-cloud-arm64", "6.12.2-1", NEW));
        assertEquals(
                TEXT.replace("image-6.12.1", "image-6.12.2")
                        .replace("6.12.1-1 ", "6.12.2-1 ")
                        .replace("  sha256: " + OLD + "\n", "  sha256: " + NEW + "\n"),
                pins.text());
    }

    @Test
    void whatTheFileHasNoLineForIsNewWhateverAnotherFileHas() {
        assertEquals(List.of("libc6", "hello"), pins.missing(List.of("libc6", "box", "hello")));
        assertEquals(List.of(), pins.missing(List.of()));
    }

    @Test
    void aNewPackageIsALineBehindTheLast() {
        pins.add(new Newest("hello", "2.10-3", NEW));
        assertEquals(
                TEXT.replace("links:", "  - { package: hello, version: \"2.10-3\", sha256: " + NEW + " }\nlinks:"),
                pins.text());
    }

    @Test
    void whatTheScriptSaysIsChecked() {
        assertEquals(new Newest("a", "1", NEW), Newest.parse("a 1 " + NEW + "\n"));
        assertThrows(IllegalArgumentException.class, () -> Newest.parse("a 1"));
        assertThrows(IllegalArgumentException.class, () -> Newest.parse("a 1 2"));
    }

    @Test
    void aVersionThatHasGoneNamesItsLineAndTheRemedy() throws Exception {
        CommandException e = assertThrows(
                CommandException.class,
                () -> store("echo 1:1.1; exit 3").file(spec.packages().getFirst()));
        assertEquals(
                "the mirror that this machine uses no longer has box 1:1.0 in bookworm/main; it has 1:1.1."
                        + " guest.yaml:10:5 names it; `./cortado guest pin box` puts the newest version there.\n",
                e.getMessage());
    }

    @Test
    void whatNoCommandPinsIsPinnedByHand() {
        PinnedPackage box = spec.packages().getFirst();
        PinnedPackage trees = new PinnedPackage(
                box.name(),
                box.version(),
                box.suite(),
                box.component(),
                box.architecture(),
                box.sha256(),
                Position.of("trees.properties"));
        CommandException e = assertThrows(
                CommandException.class, () -> store("echo 1:1.1; exit 3").file(trees));
        assertTrue(
                e.getMessage()
                        .endsWith(" trees.properties names it; put a version that there is, and its SHA-256, there.\n"),
                e.getMessage());
    }

    @Test
    void aPackageWithAnotherHashNamesItsLine() throws Exception {
        CommandException e = assertThrows(
                CommandException.class,
                () -> store("echo x > box.deb").file(spec.packages().getFirst()));
        assertEquals(
                "guest.yaml:10:5: the package box 1:1.0 has the SHA-256"
                        + " 73cb3858a687a8494ca3323053016282f3dad39d42cf62ca4e79dda2aac7d9ac; " + OLD + " was expected",
                e.getMessage());
    }

    @Test
    void aDamagedCopyIsDeletedAndFetchedAgain() throws Exception {
        Path kept = Files.createDirectories(folder.resolve("packages")).resolve(OLD + ".deb");
        Files.writeString(kept, "damaged");
        CommandException e = assertThrows(
                CommandException.class,
                () -> store("exit 1").file(spec.packages().getFirst()));
        assertTrue(e.getMessage().startsWith("the kept copy of box is damaged"), e.getMessage());
        assertTrue(Files.notExists(kept));
    }

    private PackageStore store(String script) throws Exception {
        Path fetch = Files.writeString(folder.resolve("fetch"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(fetch, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new PackageStore(folder, fetch, line -> {});
    }
}
