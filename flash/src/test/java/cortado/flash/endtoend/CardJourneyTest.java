package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.Main;
import cortado.flash.command.Exit;
import cortado.flash.command.Subcommands;
import cortado.flash.disk.Card;
import cortado.flash.loop.LoopDevice;
import cortado.flash.manifest.ImageFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release as a person makes, flashes, tries and replaces it, in the commands' own words: on a loop device where the
 * machine allows, else on a file. What boots is what was flashed.
 */
class CardJourneyTest {
    private static final long CARD = 300 << 20;

    @TempDir
    private static Path folder;

    private static String key;

    private record Result(int status, String out, String err) {}

    @BeforeAll
    static void key() throws Exception {
        key = folder.resolve("release.key").toString();
        assertEquals(Exit.OK, cortado("key", key).status());
        build("kitchen", "card.img");
    }

    @Test
    void aSignedCardIsFlashedBootedUpdatedTriedAndKept() throws Exception {
        build("pantry", "new.img");
        Path medium = folder.resolve("medium");
        Optional<LoopDevice> loop = LoopDevice.over(medium, CARD);
        String card = loop.map(LoopDevice::path).orElse(medium.toString());
        try {
            // A name that stood for another drive when drives were last listed would be refused.
            String listed = succeeds("devices");
            assertTrue(loop.isEmpty() || listed.contains(card + " "), listed);
            String flashed = succeeds("flash", at("card.img"), "--trust", key + ".pub", "--to", card, "--yes");
            assertTrue(flashed.contains("read back and found right"), flashed);
            assertEquals("kitchen\n", succeeds("run", card, "--exec", "hostname"));
            String whole = succeeds("image", "verify", at("card.img"), "--trust", key + ".pub");
            assertTrue(whole.startsWith("whole: manifest and its signature, hash of the image, "), whole);

            String updated = succeeds("update", at("new.img"), "--trust", key + ".pub", "--to", card);
            assertTrue(updated.startsWith("slot b has the new system: "), updated);
            // The system that is tried can report success itself; QEMU keeps that from the real card.
            assertEquals("""
                    pantry
                    slot b (partition 3) is booted, this once; slot a (partition 2) is the usual one
                    slot: no slot can be tried: the firmware does not know REBOOT_FLAGS
                    slot b (partition 3) is booted, slot a (partition 2) is the spare one
                    """, succeeds("run", card, "--tryboot", "--exec", "hostname; slot; slot try; slot commit"));
            // Whoever does not report success is not booted a second time.
            assertEquals("""
                    slot: slot a (partition 2) is booted, and is the usual one already; slot b (partition 3) has not \
                    shown that it starts: `slot try` restarts with it once
                    kitchen
                    """, succeeds("run", card, "--exec", "slot commit; hostname"));
            assertEquals(
                    "slot b is booted from now on, slot a is the spare one\n",
                    succeeds("update", "--commit", "--to", card));
            assertEquals("pantry\n", succeeds("run", card, "--exec", "hostname"));
        } finally {
            if (loop.isPresent()) {
                loop.get().close();
            }
        }
    }

    @Test
    void aTamperedImageIsRefusedBeforeTheFirstWrite() throws Exception {
        for (String suffix : List.of("", ".bmap", ".manifest", ".manifest.sig")) {
            Files.copy(folder.resolve("card.img" + suffix), folder.resolve("bad.img" + suffix));
        }
        Path bad = folder.resolve("bad.img");
        long kernel;
        try (Card open = Card.open(bad)) {
            var files = open.fileSystem(2);
            kernel = files.place(files.list().stream()
                    .filter(item -> item.path().equals("cortado.cpio"))
                    .findFirst()
                    .orElseThrow());
        }
        try (FileChannel disk = FileChannel.open(bad, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.wrap(new byte[] {'x'}), kernel + 1_000_000);
        }
        Path medium = folder.resolve("untouched");
        byte[] before = new byte[1 << 20];
        before[100] = 7;
        Files.write(medium, before);
        Result flash = cortado("flash", bad.toString(), "--trust", key + ".pub", "--to", medium.toString(), "--yes");
        assertEquals(Exit.VERIFICATION, flash.status(), flash.err());
        assertTrue(flash.err().contains("bad.img is damaged: "), flash.err());
        assertTrue(flash.err().contains("nothing was written to " + medium), flash.err());
        assertArrayEquals(before, Files.readAllBytes(medium));

        Result update = cortado("update", bad.toString(), "--trust", key + ".pub", "--to", at("card.img"));
        assertEquals(Exit.VERIFICATION, update.status(), update.err());
        assertTrue(update.err().contains("bad.img is not written to any card:"), update.err());

        Path manifest = ImageFiles.manifest(bad);
        Files.writeString(manifest, Files.readString(manifest).replace("rpi4", "rpi5"));
        Result forged = cortado("flash", bad.toString(), "--trust", key + ".pub", "--to", medium.toString(), "--yes");
        assertEquals(Exit.SIGNATURE, forged.status(), forged.err());
        assertArrayEquals(before, Files.readAllBytes(medium));
    }

    private static void build(String hostname, String name) throws Exception {
        succeeds("build", "rpi4", "--ab", "--hostname", hostname, "--sign", key, "--output", at(name));
    }

    private static String at(String name) {
        return folder.resolve(name).toString();
    }

    private static String succeeds(String... words) throws Exception {
        Result result = cortado(words);
        assertEquals(Exit.OK, result.status(), () -> String.join(" ", words) + ":\n" + result.out() + result.err());
        return result.out();
    }

    private static Result cortado(String... words) throws Exception {
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int status = new Subcommands(Main.SUBCOMMANDS).run(words);
            return new Result(
                    status, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
