package cortado.flash.pipeline;

import cortado.environ.check.ProjectSpecs;
import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Diagnostics;
import cortado.environ.yaml.PackagesFile;
import cortado.flash.command.CommandException;
import cortado.flash.guest.GuestImage;
import cortado.flash.guest.KvmHostBuild;
import cortado.flash.guest.PackageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The file system of the KVM host beside which Cortado is measured, made again only when its inputs changed. */
public final class KvmProducts {
    /** The list of its packages. */
    public static final String PACKAGES = "rootfs/linux/kvm/host.yaml";

    private final Project project;
    private final Progress progress;

    /** Products of this checkout. */
    public KvmProducts(Project project, Progress progress) {
        this.project = project;
        this.progress = progress;
    }

    /**
     * What QEMU boots.
     *
     * @param kernel the guest's own
     * @param initrd the file system
     * @param commandLine what the kernel is told
     */
    public record Host(Path kernel, Path initrd, String commandLine) {}

    /** The packages, as their file lists them. */
    public static List<PinnedPackage> packages(Project project, Progress progress) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        List<PinnedPackage> packages =
                PackagesFile.load(project.at(PACKAGES), PACKAGES, diagnostics).orElse(List.of());
        Problems.report(diagnostics, progress);
        if (packages.isEmpty()) {
            throw new CommandException(PACKAGES + " lists no package; one with a VMM for KVM was expected");
        }
        return packages;
    }

    /** The host, up to date. */
    public Host build() throws IOException, InterruptedException {
        Diagnostics diagnostics = new Diagnostics();
        Optional<GuestSpec> spec =
                ProjectSpecs.load(project.root(), diagnostics).guest();
        Problems.report(diagnostics, progress);
        return build(spec.orElseThrow(() -> new CommandException(
                "rootfs/system.yaml has no line `linux: linux/guest.yaml`: there is no guest that KVM could run")));
    }

    private Host build(GuestSpec spec) throws IOException, InterruptedException {
        GuestProducts guest = new GuestProducts(project, progress);
        GuestImage image = guest.build(spec);
        List<PinnedPackage> packages = packages(project, progress);
        Path folder = Files.createDirectories(project.output("aarch64").resolve("kvm"));
        Host host = new Host(
                guest.folder().resolve("Image"), folder.resolve("initrd"), image.commandLine() + " console=ttyAMA0");
        Path stamp = folder.resolve("inputs");
        String inputs = new Fingerprint()
                .add(project.at("rootfs/linux"))
                .add(project.at("rootfs/trials/guests"))
                .add(image.about())
                .add(project.at("flash/target/classes/cortado/flash/guest"))
                .hex();
        if (Files.exists(stamp)
                && Files.exists(host.initrd())
                && Files.readString(stamp).equals(inputs)) {
            return host;
        }
        PackageStore store =
                new PackageStore(project.cache(), project.at("flash/launcher/fetch-package"), progress::line);
        progress.line("building the KVM host from " + packages.size() + " Debian packages");
        byte[] initrd = new KvmHostBuild(store, project.at("rootfs")).build(packages, image, folder);
        Files.deleteIfExists(stamp);
        WholeFile.write(host.initrd(), initrd);
        Files.writeString(stamp, inputs);
        progress.line(String.format(Locale.ROOT, "built the KVM host: files with %.1f MiB", initrd.length / 1048576.0));
        return host;
    }
}
