package cortado.flash.guest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.yaml.PackagesFile;
import cortado.flash.archive.Entry;
import cortado.flash.archive.NewcReader;
import cortado.flash.command.CommandException;
import cortado.flash.map.Sha256;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The KVM host's file system, with packages made for the purpose and the real program. */
class KvmHostBuildTest {
    private static final Path ROOTFS = Path.of("../rootfs");
    private static final String QEMU = "usr/bin/qemu-system-aarch64";

    @TempDir
    Path folder;

    private final GuestImage guest = new GuestImage("6.12", "quiet cma=0", new byte[] {1, 2}, new byte[] {3});

    @Test
    void holdsTheVmmItsLibrariesTheGuestAndTheProgramThatMeasures() throws Exception {
        String vmm = new String(MadePackage.program("libc.so.6"), StandardCharsets.ISO_8859_1);
        List<PinnedPackage> packages = List.of(
                keep("qemu-system-arm", Map.of(QEMU, vmm, "usr/bin/qemu-system-arm", "32 bits", "etc/qemu.conf", "c")),
                keep("libc6", Map.of("lib/aarch64-linux-gnu/libc.so.6", "l", "lib/ld.so.1", "", "usr/bin/ldd", "d")));
        byte[] first = build(packages);
        Map<String, Entry> found =
                NewcReader.read(first).stream().collect(Collectors.toMap(Entry::name, entry -> entry));
        assertArrayEquals(guest.kernel(), found.get("vm/Image").content());
        assertArrayEquals(guest.initrd(), found.get("vm/initrd").content());
        assertEquals("quiet cma=0", text(found.get("vm/command-line")));
        assertEquals("quiet panic=-1", text(found.get("vm/debian-command-line")));
        assertEquals("l", text(found.get("usr/lib/aarch64-linux-gnu/libc.so.6")));
        assertTrue(found.containsKey(QEMU));
        assertEquals(0100755, found.get("init").mode());
        for (String leftOut : List.of("usr/bin/qemu-system-arm", "usr/bin/ldd", "etc/qemu.conf")) {
            assertTrue(!found.containsKey(leftOut), leftOut);
        }
        assertArrayEquals(first, build(packages), "the same packages give the same bytes");
    }

    @Test
    void aLibraryThatIsMissingIsNamedWithTheLineThatNeedsIt() throws Exception {
        String vmm = new String(MadePackage.program("libfdt.so.1"), StandardCharsets.ISO_8859_1);
        List<PinnedPackage> packages =
                List.of(keep("qemu-system-arm", Map.of(QEMU, vmm)), keep("libc6", Map.of("lib/ld.so.1", "")));
        CommandException e = assertThrows(CommandException.class, () -> build(packages));
        assertTrue(
                e.getMessage().startsWith("host.yaml:4:5: qemu-system-arm needs libfdt.so.1, which no package"),
                e.getMessage());
    }

    @Test
    void theGuestTellsItsVmmByAStoreWhatItTellsCortadosByAnHvc() throws Exception {
        byte[] program = KvmHostBuild.program(ROOTFS, folder);
        // GICD_SGIR's value of `interrupts`, and the store that stands for an HVC: movz x9, #0x910, lsl #16; str x0,
        // [x9].
        assertTrue(holds(program, new byte[] {0x09, 0x22, (byte) 0xa1, (byte) 0xd2, 0x20, 0x01, 0x00, (byte) 0xf9}));
    }

    @Test
    void packagesOfASuiteAreFetchedAtOnceAndKeptByTheirHash() throws Exception {
        List<PinnedPackage> packages =
                List.of(pinned("a", Map.of("usr/a", "1")), pinned("b", Map.of("usr/b", "2")), pinned("c", Map.of()));
        Path mirror = folder.resolve("mirror");
        Files.createDirectories(mirror);
        for (String name : List.of("a", "b")) {
            Files.move(folder.resolve(name + ".deb"), mirror.resolve(name + ".deb"));
        }
        Files.writeString(mirror.resolve("other.deb"), "is not what was asked for");
        Path script = folder.resolve("fetch-packages");
        Files.writeString(script, "#!/bin/sh\necho \"$@\" >>" + folder + "/asked\ncp " + mirror + "/*.deb .\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        PackageStore store = new PackageStore(folder, folder.resolve("fetch-package"), line -> {});
        store.fetchAll(packages);
        store.fetchAll(packages.subList(0, 2));
        assertEquals("arm64 bookworm main a=1 b=1 c=1\n", Files.readString(folder.resolve("asked")));
        assertTrue(Files.exists(store.file(packages.getFirst())));
        try (Stream<Path> kept = Files.list(folder.resolve("packages"))) {
            assertEquals(2, kept.count());
        }
    }

    @Test
    void thePinnedPackagesAreWhole() {
        Diagnostics diagnostics = new Diagnostics();
        List<PinnedPackage> packages = PackagesFile.load(
                        ROOTFS.resolve("linux/kvm/host.yaml"), "host.yaml", diagnostics)
                .orElseThrow(() -> new AssertionError(diagnostics.all()));
        assertEquals("qemu-system-arm", packages.getFirst().name());
        assertEquals(
                packages.size(),
                packages.stream().map(PinnedPackage::name).distinct().count());
    }

    @Test
    void aMisspeltKeyIsNamedWithItsPlace() throws Exception {
        Path file = Files.writeString(folder.resolve("host.yaml"), "suite: bookworm\npackage: []\n");
        Diagnostics diagnostics = new Diagnostics();
        assertTrue(PackagesFile.load(file, "host.yaml", diagnostics).isEmpty());
        assertEquals(
                "[host.yaml:1:1: packages: missing; a list of Debian packages was expected,"
                        + " host.yaml:2:1: package: unknown key; did you mean 'packages'?]",
                diagnostics.all().toString());
    }

    private byte[] build(List<PinnedPackage> packages) throws IOException, InterruptedException {
        PackageStore store = new PackageStore(folder, folder.resolve("no-download"), line -> {});
        return new KvmHostBuild(store, ROOTFS).build(packages, guest, folder);
    }

    /** A package in the store. */
    private PinnedPackage keep(String name, Map<String, String> files) throws IOException {
        PinnedPackage line = pinned(name, files);
        Files.createDirectories(folder.resolve("packages"));
        Files.move(folder.resolve(name + ".deb"), folder.resolve("packages").resolve(line.sha256() + ".deb"));
        return line;
    }

    /** A package of that name in the folder. */
    private PinnedPackage pinned(String name, Map<String, String> files) throws IOException {
        String hash = Sha256.of(Files.readAllBytes(MadePackage.deb(folder, name, files)));
        return new PinnedPackage(name, "1", "bookworm", "main", "arm64", hash, new Position("host.yaml", 4, 5));
    }

    private static String text(Entry entry) {
        return new String(entry.content(), StandardCharsets.ISO_8859_1);
    }

    private static boolean holds(byte[] program, byte[] wanted) {
        String text = new String(program, StandardCharsets.ISO_8859_1);
        return text.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    }
}
