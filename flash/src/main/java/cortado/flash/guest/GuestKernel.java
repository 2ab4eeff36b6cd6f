package cortado.flash.guest;

import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.GuestSpec.Module;
import cortado.flash.command.CommandException;
import cortado.flash.firmware.DebianArchive;
import cortado.flash.firmware.DebianArchive.Member;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.tukaani.xz.XZInputStream;

/**
 * The kernel and its modules, out of Debian's package.
 *
 * @param release what {@code uname -r} prints
 * @param image the uncompressed Image (Linux, Documentation/arch/arm64/booting.rst); not copied
 * @param modules in load order
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
record GuestKernel(String release, byte[] image, Map<Module, byte[]> modules) {
    private static final String KERNEL = "boot/vmlinuz-";
    private static final String MODULES = "lib/modules/";
    private static final int MAGIC_OFFSET = 56;
    /** What Debian's signing appends to a module (Linux, Documentation/admin-guide/module-signing.rst). */
    private static final byte[] SIGNED = "~Module signature appended~\n".getBytes(StandardCharsets.US_ASCII);
    /** A signature's own description, before {@link #SIGNED}: its last four bytes are its length, big-endian. */
    private static final int SIGNATURE_INFO = 12;

    /** Takes kernel and modules out of a package. */
    static GuestKernel of(GuestSpec spec, Path deb) throws IOException {
        Set<String> suffixes = new TreeSet<>();
        spec.modules().forEach(module -> suffixes.add("/kernel/" + module.path() + ".ko.xz"));
        Map<String, Member> members = DebianArchive.members(
                deb,
                path -> path.startsWith(KERNEL)
                        || (path.startsWith(MODULES) && suffixes.stream().anyMatch(path::endsWith)));
        String kernel = members.keySet().stream()
                .filter(path -> path.startsWith(KERNEL))
                .findFirst()
                .orElseThrow(() -> new CommandException(
                        spec.kernel().place() + ": the package " + spec.kernel().name() + " has no " + KERNEL + "…"));
        String release = kernel.substring(KERNEL.length());
        byte[] image = content(members.get(kernel));
        if (image.length < 64 || !Arrays.equals(image, MAGIC_OFFSET, MAGIC_OFFSET + 4, MAGIC, 0, 4)) {
            throw new CommandException(spec.kernel().place() + ": /" + kernel
                    + " is not an uncompressed arm64 Image, which is all that can be booted");
        }
        Map<Module, byte[]> modules = new LinkedHashMap<>();
        for (Module module : spec.modules()) {
            Member member = members.get(MODULES + release + "/kernel/" + module.path() + ".ko.xz");
            if (member == null) {
                throw new CommandException(
                        module.place() + ": the package " + spec.kernel().name() + " has no module " + module.path()
                                + "; what is built in needs no line");
            }
            byte[] signed = new XZInputStream(new ByteArrayInputStream(content(member))).readAllBytes();
            modules.put(module, withoutSignature(signed));
        }
        return new GuestKernel(release, image, modules);
    }

    private static final byte[] MAGIC = {'A', 'R', 'M', 0x64};

    private static byte[] content(Member member) {
        return member instanceof Member.RegularFile file ? file.content() : new byte[0];
    }

    /**
     * A module as it was before it was signed. Its hash was checked when the image was built; the guest would spend
     * millions of instructions on checking the signature again, at each start.
     */
    static byte[] withoutSignature(byte[] module) {
        int end = module.length - SIGNED.length;
        if (end < SIGNATURE_INFO || !Arrays.equals(module, end, module.length, SIGNED, 0, SIGNED.length)) {
            return module;
        }
        int length = 0;
        for (int i = end - 4; i < end; i++) {
            length = (length << 8) | (module[i] & 0xff);
        }
        int start = end - SIGNATURE_INFO - length;
        return length >= 0 && start > 0 ? Arrays.copyOf(module, start) : module;
    }
}
