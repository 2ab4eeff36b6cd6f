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
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
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
        Path deb = MadePackage.deb(folder, name, files);
        String hash = Sha256.of(Files.readAllBytes(deb));
        Files.createDirectories(folder.resolve("packages"));
        Files.move(deb, folder.resolve("packages").resolve(hash + ".deb"));
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
