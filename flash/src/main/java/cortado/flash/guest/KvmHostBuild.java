package cortado.flash.guest;

import cortado.environ.guest.PinnedPackage;
import cortado.flash.archive.NewcWriter;
import cortado.flash.firmware.DebianArchive;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Makes the file system of a Linux that is a KVM host: a VMM out of Debian's packages, the guest that Cortado's virtual
 * machines have, and {@code rootfs/linux/kvm}, which measures. The same inputs give the same bytes.
 */
public final class KvmHostBuild {
    private static final String VMM = "usr/bin/qemu-system-aarch64";
    private static final List<String> LIBRARIES = List.of("lib/", "usr/lib/aarch64-linux-gnu/");
    /** What Debian's kernel gets from those who ask for nothing; a panic ends the machine. */
    private static final String DEBIAN_COMMAND_LINE = "quiet panic=-1";

    private final PackageStore store;
    private final Path rootfs;

    /**
     * A build.
     *
     * @param store where packages come from
     * @param rootfs the folder {@code rootfs}
     */
    public KvmHostBuild(PackageStore store, Path rootfs) {
        this.store = store;
        this.rootfs = rootfs;
    }

    /**
     * The initial file system, a newc archive, for the guest's own kernel.
     *
     * @param packages with the VMM and its libraries
     * @param work a folder for intermediate files, which exists
     */
    public byte[] build(List<PinnedPackage> packages, GuestImage guest, Path work)
            throws IOException, InterruptedException {
        store.fetchAll(packages);
        GuestTree tree = new GuestTree();
        Map<String, String> depends = new TreeMap<>();
        for (PinnedPackage line : packages) {
            Path deb = store.file(line);
            tree.addPackage(line, deb, KvmHostBuild::isNeeded);
            depends.put(line.name(), DebianArchive.depends(deb));
        }
        tree.addFile("init", 0755, program(rootfs, work));
        tree.addFile("vm/Image", 0644, guest.kernel());
        tree.addFile("vm/initrd", 0644, guest.initrd());
        tree.addFile("vm/command-line", 0644, guest.commandLine().getBytes(StandardCharsets.US_ASCII));
        tree.addFile("vm/debian-command-line", 0644, DEBIAN_COMMAND_LINE.getBytes(StandardCharsets.US_ASCII));
        tree.checkLibraries(packages, depends);
        return NewcWriter.write(tree.entries());
    }

    /** The program that measures, with what it shares with the agent and with Cortado's trials. */
    static byte[] program(Path rootfs, Path work) throws IOException, InterruptedException {
        Path agent = rootfs.resolve("linux/agent");
        List<Path> sources = new ArrayList<>(FreestandingBuild.sources(rootfs.resolve("linux/kvm")));
        sources.add(agent.resolve("text.c"));
        return FreestandingBuild.build("kvm-host", sources, List.of(agent, rootfs.resolve("trials/guests")), work);
    }

    private static boolean isNeeded(String path) {
        return path.equals(VMM) || LIBRARIES.stream().anyMatch(path::startsWith);
    }
}
