package cortado.environ.guest;

import cortado.environ.report.Position;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the Linux compatibility VM's image is made from: the content of {@code rootfs/linux/guest.yaml}.
 *
 * @param kernel the kernel's package
 * @param commandLine what the kernel is told, but for what its VMM adds
 * @param modules in the order in which they are loaded
 * @param packages whose files make the guest's file system
 * @param links other names of a file, by its path; a package's own file comes before a link of that name
 */
public record GuestSpec(
        PinnedPackage kernel,
        String commandLine,
        List<Module> modules,
        List<PinnedPackage> packages,
        Map<String, List<String>> links) {
    /** Copies lists and map. */
    public GuestSpec {
        modules = List.copyOf(modules);
        packages = List.copyOf(packages);
        links = new LinkedHashMap<>(links);
    }

    /**
     * A kernel module.
     *
     * @param path below the package's {@code kernel} folder, without {@code .ko}, such as drivers/virtio/virtio_mmio
     * @param device the virtio device ID (virtio 1.2 §5) that needs it; 0 for always
     * @param place the line that names it
     */
    public record Module(String path, int device, Position place) {}
}
