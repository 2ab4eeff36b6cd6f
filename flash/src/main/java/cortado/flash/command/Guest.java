package cortado.flash.command;

import cortado.environ.check.ProjectSpecs;
import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Diagnostics;
import cortado.flash.guest.GuestPins;
import cortado.flash.output.Output;
import cortado.flash.pipeline.GuestProducts;
import cortado.flash.pipeline.KvmProducts;
import cortado.flash.pipeline.Problems;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado guest [pin [PACKAGE…]]}. */
public final class Guest implements Subcommand {
    private static final String PIN = "pin";
    private static final String KVM = "kvm";

    @Override
    public String name() {
        return "guest";
    }

    @Override
    public String arguments() {
        return "[pin [PACKAGE…]]";
    }

    @Override
    public String summary() {
        return "build the Linux guest's image, or pin its packages";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.flag(KVM, "a new package goes to the KVM host that `bench linux` boots"));
    }

    @Override
    public String details() {
        return """
                Without `pin`: builds kernel and initial file system, which `build BOARD` does by itself, and says where
                they lie. With it: writes into rootfs/linux/guest.yaml, and into kvm/host.yaml beside it, the newest
                versions, with their hashes, that the machine's mirror has, for all packages or those named; a package
                that guest.yaml (with --kvm, host.yaml) does not have yet gets a line there.

                Examples:
                  ./cortado guest              build/aarch64/linux/Image and initrd
                  ./cortado guest pin          after a pinned version has gone from the mirror
                  ./cortado guest pin hello    adds the package hello
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        List<String> words = line.getArgList();
        if (!words.isEmpty() && !words.getFirst().equals(PIN)) {
            throw new CommandException(Exit.USAGE, "`guest` or `guest pin` was expected, found " + words.getFirst());
        }
        Project project = Project.find();
        Progress progress = new Progress(output::note);
        Diagnostics diagnostics = new Diagnostics();
        ProjectSpecs specs = ProjectSpecs.load(project.root(), diagnostics);
        GuestSpec spec = specs.guest().orElse(null);
        Problems.report(diagnostics, progress);
        if (spec == null) {
            throw new CommandException(
                    "rootfs/system.yaml has no line `linux: linux/guest.yaml`: this system has no Linux");
        }
        if (words.isEmpty()) {
            GuestProducts products = new GuestProducts(project, progress);
            products.build(spec);
            output.out().println(project.shown(products.folder().resolve("Image")));
            output.out().println(project.shown(products.folder().resolve("initrd")));
            return Exit.OK;
        }
        pin(project, progress, spec, line, output);
        return Exit.OK;
    }

    private static void pin(Project project, Progress progress, GuestSpec spec, CommandLine line, Output output)
            throws IOException, InterruptedException {
        List<String> names = line.getArgList().subList(1, line.getArgList().size());
        String guestFile = spec.kernel().place().file();
        List<PinnedPackage> host = KvmProducts.packages(project, progress);
        GuestPins guestPins = new GuestPins(Files.readString(project.at(guestFile)), spec);
        GuestPins hostPins = new GuestPins(Files.readString(project.at(KvmProducts.PACKAGES)), host);
        update(project, guestFile, guestPins, names, output);
        update(project, KvmProducts.PACKAGES, hostPins, names, output);
        boolean kvm = line.hasOption(KVM);
        // What the one has, such as a library, may be missing in the other.
        for (String name : (kvm ? hostPins : guestPins).missing(names)) {
            List<PinnedPackage> others = kvm ? host : spec.packages();
            GuestPins.Newest newest = newest(project, "arm64", others.getLast().suite(), "main", name);
            (kvm ? hostPins : guestPins).add(newest);
            output.out()
                    .println((kvm ? KvmProducts.PACKAGES : guestFile) + ": " + newest.name() + " " + newest.version());
        }
        Files.writeString(project.at(guestFile), guestPins.text());
        Files.writeString(project.at(KvmProducts.PACKAGES), hostPins.text());
    }

    /** Brings a file's packages, or those of them that are named, to their newest versions. */
    private static void update(Project project, String shown, GuestPins pins, List<String> names, Output output)
            throws IOException, InterruptedException {
        List<PinnedPackage> chosen = pins.chosen(names);
        // From the last line to the first, so that what is written does not move what comes before it.
        for (PinnedPackage line : chosen.reversed()) {
            GuestPins.Newest newest =
                    newest(project, line.architecture(), line.suite(), line.component(), pins.question(line));
            boolean changed = pins.replace(line, newest);
            output.out()
                    .println(shown + ": " + newest.name() + " " + newest.version() + (changed ? "" : ", as before"));
        }
    }

    private static GuestPins.Newest newest(
            Project project, String architecture, String suite, String component, String name)
            throws IOException, InterruptedException {
        Process script = new ProcessBuilder(
                        project.at("flash/launcher/newest-package").toString(), architecture, suite, component, name)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        script.getOutputStream().close();
        String answer = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (script.waitFor() != 0) {
            throw new CommandException("no version of " + name + " was found; nothing was changed");
        }
        return GuestPins.Newest.parse(answer);
    }
}
