package cortado.flash.guest;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.environ.guest.PinnedPackage;
import cortado.flash.archive.Entry;
import cortado.flash.command.CommandException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How packages' files become the guest's, with packages made for the purpose. */
class GuestTreeTest {
    @TempDir
    Path folder;

    private final GuestTree tree = new GuestTree();

    @Test
    void filesMoveIntoUsrAndManualsStayOut() throws Exception {
        tree.addPackage(
                MadePackage.named("box"),
                MadePackage.deb(
                        folder, "box", Map.of("bin/box", "b", "etc/box.conf", "c", "usr/share/man/man1/box", "m")));
        tree.addLinks("usr/bin/box", List.of("ls", "box"));
        Map<String, Entry> found = tree.entries().stream().collect(Collectors.toMap(Entry::name, entry -> entry));
        assertEquals(0100755, found.get("usr/bin/box").mode());
        assertEquals("usr/bin", text(found.get("bin")));
        assertEquals("box", text(found.get("usr/bin/ls")));
        assertEquals("c", text(found.get("etc/box.conf")));
        assertEquals(0040755, found.get(".").mode());
        assertEquals(null, found.get("usr/share/man/man1/box"));
    }

    @Test
    void aPackagesOwnFileComesBeforeALink() throws Exception {
        tree.addPackage(MadePackage.named("box"), MadePackage.deb(folder, "box", Map.of("bin/box", "b")));
        tree.addPackage(
                MadePackage.named("coreutils"), MadePackage.deb(folder, "coreutils", Map.of("usr/bin/ls", "real")));
        tree.addLinks("usr/bin/box", List.of("ls"));
        assertEquals("real", text(entry("usr/bin/ls")));
    }

    @Test
    void twoPackagesCannotHaveOneFile() throws Exception {
        tree.addPackage(MadePackage.named("a"), MadePackage.deb(folder, "a", Map.of("etc/x", "1")));
        Path other = MadePackage.deb(folder, "b", Map.of("etc/x", "2"));
        CommandException e = assertThrows(CommandException.class, () -> tree.addPackage(MadePackage.named("b"), other));
        assertEquals("guest.yaml:7:5: b and a both have a file /etc/x; leave one of the packages out", e.getMessage());
    }

    @Test
    void librariesThatAreMissingAreNamedWithTheLineThatNeedsThem() throws Exception {
        Path deb = MadePackage.deb(
                folder,
                "hello",
                Map.of(
                        "usr/bin/hello",
                        new String(MadePackage.program("libc.so.6", "libm.so.6"), StandardCharsets.ISO_8859_1)));
        PinnedPackage hello = MadePackage.named("hello");
        tree.addPackage(hello, deb);
        CommandException e = assertThrows(
                CommandException.class, () -> tree.checkLibraries(List.of(hello), Map.of("hello", "libc6 (>= 2.34)")));
        assertEquals(
                "guest.yaml:7:5: hello needs /lib/ld.so.1, libc.so.6, libm.so.6, which no package of the image has. Add a"
                        + " line for the package that does (hello depends on libc6 (>= 2.34)): ./cortado guest pin NAME",
                e.getMessage());
        tree.addPackage(
                MadePackage.named("libc6"),
                MadePackage.deb(
                        folder,
                        "libc6",
                        Map.of("lib/aarch64-linux-gnu/libc.so.6", "", "usr/lib/libm.so.6", "", "lib/ld.so.1", "")));
        tree.checkLibraries(List.of(hello), Map.of());
    }

    @Test
    void brokenProgramsAreRefused() {
        byte[] program = MadePackage.program("libc.so.6");
        ByteBuffer.wrap(program).order(ByteOrder.LITTLE_ENDIAN).putLong(32, 1 << 20);
        assertThrows(IllegalArgumentException.class, () -> ElfNeeds.of(program));
        assertEquals(List.of(), ElfNeeds.of(new byte[100]));
    }

    @Test
    void aModulesSignatureIsCutOff() {
        byte[] code = "the module".getBytes(StandardCharsets.US_ASCII);
        ByteArrayOutputStream signed = new ByteArrayOutputStream();
        signed.writeBytes(code);
        signed.writeBytes("signature".getBytes(StandardCharsets.US_ASCII));
        signed.writeBytes(new byte[] {0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 9});
        signed.writeBytes("~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII));
        assertArrayEquals(code, GuestKernel.withoutSignature(signed.toByteArray()));
        assertArrayEquals(code, GuestKernel.withoutSignature(code));
    }

    private Entry entry(String name) {
        return tree.entries().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String text(Entry entry) {
        return new String(entry.content(), StandardCharsets.ISO_8859_1);
    }
}
