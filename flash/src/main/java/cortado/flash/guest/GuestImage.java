package cortado.flash.guest;

import cortado.environ.guest.XxHash64;
import cortado.flash.archive.Entry;
import cortado.flash.map.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * What a virtual machine boots Linux from.
 *
 * @param release what {@code uname -r} prints
 * @param commandLine what the kernel is told, but for what its VMM adds
 * @param kernel the arm64 Image; not copied
 * @param initrd the initial file system, a newc archive; not copied
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record GuestImage(String release, String commandLine, byte[] kernel, byte[] initrd) {
    /** The bundle's entries: both parts on page boundaries, after the text that describes them. */
    public List<Entry> entries() {
        return List.of(
                Entry.of("linux/about", about().getBytes(StandardCharsets.UTF_8)),
                Entry.aligned("linux/Image", kernel),
                Entry.aligned("linux/initrd", initrd));
    }

    /** A line a fact, its name first: {@code rootfs/linux/README.md} lists them. */
    public String about() {
        return "release " + release + "\n" + about("kernel", kernel) + about("initrd", initrd) + "command-line "
                + commandLine + "\n";
    }

    private static String about(String part, byte[] bytes) {
        XxHash64 hash = new XxHash64();
        hash.update(bytes, 0, bytes.length);
        return part + "-bytes " + bytes.length + "\n" + part + "-sha256 " + Sha256.of(bytes) + "\n" + part + "-xxh64 "
                + hash.text() + "\n";
    }
}
