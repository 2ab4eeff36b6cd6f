package cortado.flash.pipeline;

import cortado.environ.guest.GuestSpec;
import cortado.flash.guest.GuestBuild;
import cortado.flash.guest.GuestImage;
import cortado.flash.guest.PackageStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The Linux guest's image, which all boards share, made again only when what it is made from changed. */
public final class GuestProducts {
    private static final String LINUX = "rootfs/linux";

    private final Project project;
    private final Progress progress;

    /** Products of this checkout. */
    public GuestProducts(Project project, Progress progress) {
        this.project = project;
        this.progress = progress;
    }

    /** Where kernel and initial file system lie, as {@code Image} and {@code initrd}. */
    public Path folder() {
        return project.output("aarch64").resolve("linux");
    }

    /** The image, up to date. */
    public GuestImage build(GuestSpec spec) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(folder());
        Path kernel = folder.resolve("Image");
        Path initrd = folder.resolve("initrd");
        Path stamp = folder.resolve("inputs");
        String inputs = new Fingerprint()
                .add(project.at(LINUX))
                .add(spec.toString())
                .add(project.at("flash/target/classes/cortado/flash/guest"))
                .hex();
        if (Files.exists(stamp) && Files.readString(stamp).startsWith(inputs + "\n")) {
            String release = Files.readString(stamp).lines().skip(1).findFirst().orElseThrow();
            return new GuestImage(release, spec.commandLine(), Files.readAllBytes(kernel), Files.readAllBytes(initrd));
        }
        PackageStore store =
                new PackageStore(project.cache(), project.at("flash/launcher/fetch-package"), progress::line);
        progress.line("building the Linux guest from " + (spec.packages().size() + 1) + " Debian packages");
        GuestImage image = new GuestBuild(store, project.at(LINUX)).build(spec, folder);
        Files.deleteIfExists(stamp);
        WholeFile.write(kernel, image.kernel());
        WholeFile.write(initrd, image.initrd());
        Files.writeString(stamp, inputs + "\n" + image.release() + "\n");
        progress.line(String.format(
                Locale.ROOT,
                "built the Linux guest: kernel %s with %.1f MiB, files with %.1f MiB",
                image.release(),
                image.kernel().length / 1048576.0,
                image.initrd().length / 1048576.0));
        return image;
    }
}
