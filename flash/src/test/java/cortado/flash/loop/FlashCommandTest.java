package cortado.flash.loop;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.command.Devices;
import cortado.flash.command.Exit;
import cortado.flash.command.Flash;
import cortado.flash.command.Subcommands;
import cortado.flash.device.SystemFiles;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.KeyFile;
import cortado.flash.manifest.Manifest;
import cortado.flash.manifest.SignedManifest;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapBuild;
import cortado.flash.map.Sha256;
import cortado.flash.map.Span;
import cortado.flash.target.DeviceTarget;
import cortado.flash.target.FileTarget;
import cortado.flash.target.Target;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole command on files everywhere, and on real loop devices where the machine lets us make them. */
class FlashCommandTest {
    private static final int MIB = 1 << 20;

    @TempDir
    private Path folder;

    private Path image;
    private byte[] content;

    private record Result(int status, String out, String err) {}

    @BeforeEach
    void signedImage() throws IOException {
        content = new byte[4 * MIB];
        new Random(5).nextBytes(content);
        image = Files.write(folder.resolve("card.img"), content);
        String map;
        try (FileChannel channel = FileChannel.open(image)) {
            map = BmapFile.text(MapBuild.of(channel, List.of(new Span(0, 4096), new Span(MIB, 2 * MIB)))
                    .map());
        }
        Files.writeString(ImageFiles.map(image), map);
        Manifest manifest = new Manifest(
                "card.img",
                content.length,
                Sha256.of(content),
                Sha256.of(map.getBytes(StandardCharsets.UTF_8)),
                "none",
                new TreeMap<>(),
                new TreeMap<>());
        Files.writeString(ImageFiles.manifest(image), manifest.text());
        Path key = folder.resolve("key");
        KeyFile.create(key);
        SignedManifest.sign(ImageFiles.manifest(image), KeyFile.readPrivate(key));
    }

    @Test
    void aFileGetsTheImageAndKeepsWhatDoesNotDiffer() throws Exception {
        Path file = folder.resolve("out.img");
        assertTrue(run("flash", image.toString(), "--to", file.toString(), "--dry-run")
                .out()
                .startsWith("would write 2.0 of 2.0 MiB to "));
        assertTrue(Files.notExists(file));
        Result first = run("flash", image.toString(), "--to", file.toString());
        assertEquals(Exit.OK, first.status(), first.err());
        assertTrue(first.err().contains("next: `./cortado run " + file + "` boots it"), first.err());
        assertEquals(content.length, Files.size(file));
        assertMapped(Files.readAllBytes(file));
        Result asked = run("flash", image.toString(), "--to", file.toString());
        assertEquals(Exit.USAGE, asked.status());
        assertEquals(
                "cortado: this overwrites the file " + file + "; say --yes where nobody can be asked\n", asked.err());
        Result again = run("flash", image.toString(), "--to", file.toString(), "--yes");
        assertTrue(again.out().contains("holds this image already"), again.out());
    }

    @Test
    void theSignatureIsCheckedBeforeTheFirstWrite() throws Exception {
        Path file = folder.resolve("out.img");
        Path trusted = folder.resolve("key.pub");
        Result signed =
                run("flash", image.toString(), "--to", file.toString(), "--trust", trusted.toString(), "--dry-run");
        assertEquals(Exit.OK, signed.status(), signed.err());
        assertTrue(signed.err().contains("signed by " + KeyFile.fingerprint(KeyFile.readPublic(trusted))));
        Path other = KeyFile.create(folder.resolve("other"));
        Result refused = run("flash", image.toString(), "--to", file.toString(), "--trust", other.toString());
        assertEquals(Exit.SIGNATURE, refused.status());
        // Another map would let other bytes through.
        Files.writeString(
                ImageFiles.map(image),
                Files.readString(ImageFiles.map(image)).replace("<bmap version=\"2.0\">", "<bmap version=\"2.0\" >"));
        Result changed = run("flash", image.toString(), "--to", file.toString(), "--trust", trusted.toString());
        assertEquals(Exit.VERIFICATION, changed.status());
        assertTrue(changed.err().contains("is not the map that the manifest"), changed.err());
        assertTrue(Files.notExists(file));
    }

    @Test
    void toolsGetEvents() throws Exception {
        List<String> events = run(
                        "flash",
                        image.toString(),
                        "--to",
                        folder.resolve("out.img").toString(),
                        "--json")
                .out()
                .lines()
                .toList();
        assertEquals("{\"event\":\"phase\",\"phase\":\"write\",\"bytes\":2101248}", events.get(1));
        assertTrue(events.getLast().startsWith("{\"event\":\"done\""), events.getLast());
        assertTrue(events.getLast().contains("\"written\":2101248,\"verified\":2101248"), events.getLast());
    }

    @Test
    void aDeviceGetsTheImagePastTheCache() throws Exception {
        Path backing = folder.resolve("backing");
        try (LoopDevice device = device(backing, 8 * MIB)) {
            Result result = run("flash", image.toString(), "--to", device.path(), "--yes");
            assertEquals(Exit.OK, result.status(), result.err());
            assertTrue(result.out().contains("read back and found right"), result.out());
            assertMapped(Files.readAllBytes(backing));
            Result listed = run("devices");
            assertTrue(listed.out().contains(device.path()), listed.out());
            Result again = run("flash", image.toString(), "--to", device.path(), "--yes");
            assertTrue(again.out().contains("the kernel counted no write since"), again.out());
            Files.write(Path.of(device.path()), new byte[512]);
            Result mended = run("flash", image.toString(), "--to", device.path(), "--yes");
            assertTrue(mended.out().startsWith("wrote "), mended.out());
            assertMapped(Files.readAllBytes(backing));
        }
    }

    @Test
    void aDeviceThatIsTooSmallOrInUseIsRefusedUntouched() throws Exception {
        Path backing = folder.resolve("backing");
        try (LoopDevice device = device(backing, 2 * MIB)) {
            Result small = run("flash", image.toString(), "--to", device.path(), "--yes");
            assertEquals(Exit.UNSAFE, small.status());
            assertTrue(small.err().contains("it is too small: it has 2097152 bytes, the image 4194304"), small.err());
            Result behind = run("flash", image.toString(), "--to", backing.toString(), "--yes");
            assertEquals(Exit.UNSAFE, behind.status());
            assertTrue(behind.err().contains(device.path() + " is made of it"), behind.err());
            Result event = run("flash", image.toString(), "--to", device.path(), "--yes", "--json");
            assertTrue(event.out().startsWith("{\"event\":\"refused\",\"status\":3,"), event.out());
        }
        assertArrayEquals(new byte[2 * MIB], Files.readAllBytes(backing));
    }

    @Test
    void aDeviceThatAnotherProgramHoldsIsRefused() throws Exception {
        try (LoopDevice device = device(folder.resolve("backing"), 8 * MIB);
                Target other = DeviceTarget.open(device.path())) {
            assertEquals(8 * MIB, other.size());
            Result busy = run("flash", image.toString(), "--to", device.path(), "--yes");
            assertEquals(Exit.UNSAFE, busy.status(), busy.err());
            assertTrue(busy.err().contains("is in use: something has it open exclusively"), busy.err());
        }
    }

    @Test
    void udevsLockIsWaitedFor() throws Exception {
        try (LoopDevice device = device(folder.resolve("backing"), 8 * MIB)) {
            Process udev = new ProcessBuilder(
                            "sh", "-c", "exec 9<" + device.path() + "; flock -s 9 && echo held && sleep 0.5")
                    .start();
            assertEquals('h', udev.getInputStream().read());
            Result result = run("flash", image.toString(), "--to", device.path(), "--yes");
            assertEquals(Exit.OK, result.status(), result.err());
            udev.waitFor();
        }
    }

    @Test
    void aFileThatAnotherTransferWritesIsRefused() throws Exception {
        Path file = folder.resolve("out.img");
        try (Target other = FileTarget.open(file)) {
            Assumptions.assumeTrue(other.readsPastCache(), "the file can be locked");
            Result result = run("flash", image.toString(), "--to", file.toString(), "--yes");
            assertEquals(Exit.UNSAFE, result.status());
            assertTrue(result.err().contains(file + " is being written by another program"), result.err());
            assertEquals(0, Files.size(file));
        }
    }

    @Test
    void anImageIsNotWrittenOverItself() throws Exception {
        Path other = Files.createLink(folder.resolve("other.img"), image);
        Result result = run("flash", image.toString(), "--to", other.toString(), "--yes");
        assertEquals(Exit.UNSAFE, result.status());
        assertTrue(result.err().contains("it is the image itself, which would be lost"), result.err());
    }

    @Test
    void toolsHearOfFailuresThatNobodyExpected() throws Exception {
        Files.delete(ImageFiles.map(image));
        Files.delete(ImageFiles.manifest(image));
        Files.createDirectory(ImageFiles.map(image));
        String to = folder.resolve("out.img").toString();
        Result map = run("flash", image.toString(), "--to", to, "--yes", "--json");
        assertEquals(Exit.IO, map.status());
        assertTrue(map.out().startsWith("{\"event\":\"failed\",\"status\":4,"), map.out());
        Files.write(ImageFiles.manifest(image), new byte[] {(byte) 0xff, 1, 2});
        Result manifest = run("flash", image.toString(), "--to", to, "--yes", "--json");
        assertEquals(Exit.SIGNATURE, manifest.status());
        assertTrue(manifest.err().contains("card.img.manifest is not a manifest"), manifest.err());
    }

    @Test
    void drivesAreListedThoughTheListCannotBeKept() throws Exception {
        Files.createFile(folder.resolve("cache"));
        Result listed = run("devices", "--all", "--json");
        assertEquals(Exit.OK, listed.status(), listed.err());
        assertTrue(listed.out().startsWith("{\"devices\":["), listed.out());
        assertTrue(listed.err().contains("this list cannot be remembered"), listed.err());
    }

    @Test
    void aMountedDeviceIsRefused() throws Exception {
        Path backing = folder.resolve("backing");
        Path point = Files.createDirectory(folder.resolve("mounted"));
        try (LoopDevice device = device(backing, 8 * MIB)) {
            Assumptions.assumeTrue(
                    ran("mkfs.ext4", "-q", "-F", device.path()) && ran("mount", device.path(), point.toString()),
                    "mkfs.ext4 and mount work");
            try {
                Result result = run("flash", image.toString(), "--to", device.path(), "--yes");
                assertEquals(Exit.UNSAFE, result.status());
                assertEquals(
                        "cortado: refused to write to %s:\n    %s is mounted at %s\n        sudo umount %s\n"
                                .formatted(device.path(), device.path().substring(5), point, device.path()),
                        result.err());
                String listed = run("devices").out();
                String reason =
                        "    refused: " + device.path().substring(5) + " is mounted at " + point.toRealPath() + "\n";
                assertTrue(listed.contains(reason), listed);
            } finally {
                ran("umount", point.toString());
            }
        }
    }

    private void assertMapped(byte[] found) {
        assertArrayEquals(Arrays.copyOf(content, 4096), Arrays.copyOf(found, 4096));
        assertArrayEquals(Arrays.copyOfRange(content, MIB, 3 * MIB), Arrays.copyOfRange(found, MIB, 3 * MIB));
    }

    private static LoopDevice device(Path backing, long size) throws Exception {
        Optional<LoopDevice> device = LoopDevice.over(backing, size);
        Assumptions.assumeTrue(device.isPresent(), "losetup works for this user");
        return device.get();
    }

    private static boolean ran(String... words) throws InterruptedException {
        try {
            return new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    private Result run(String... words) throws Exception {
        SystemFiles machine = SystemFiles.ofMachine();
        Path cache = folder.resolve("cache");
        PrintStream out = System.out;
        PrintStream err = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        try {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
            int status = new Subcommands(List.of(new Flash(machine, cache), new Devices(machine, cache))).run(words);
            return new Result(
                    status, printed.toString(StandardCharsets.UTF_8), complained.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
