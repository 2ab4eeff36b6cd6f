package cortado.flash.command;

import cortado.environ.check.ProjectSpecs;
import cortado.environ.guest.GuestSpec;
import cortado.environ.guest.PinnedPackage;
import cortado.environ.report.Diagnostics;
import cortado.flash.guest.GuestPins;
import cortado.flash.output.Output;
import cortado.flash.pipeline.GuestProducts;
import cortado.flash.pipeline.Problems;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado guest [pin [PACKAGE…]]}. */
public final class Guest implements Subcommand {
    private static final String PIN = "pin";

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
        return new Options();
    }

    @Override
    public String details() {
        return """
                Without `pin`: builds kernel and initial file system, which `build BOARD` does by itself, and says where
                they lie. With it: writes into rootfs/linux/guest.yaml the newest versions, with their hashes, that the
                machine's mirror has, for all packages or those named; a package that is not there yet gets a line.

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
        pin(project, spec, words.subList(1, words.size()), output);
        return Exit.OK;
    }

    private static void pin(Project project, GuestSpec spec, List<String> names, Output output)
            throws IOException, InterruptedException {
        String shown = spec.kernel().place().file();
        Path file = project.at(shown);
        GuestPins pins = new GuestPins(Files.readString(file), spec);
        List<String> unknown = new ArrayList<>(names);
        // From the last line to the first, so that what is written does not move what comes before it.
        for (PinnedPackage line : pins.chosen(names).reversed()) {
            unknown.remove(line.name());
            GuestPins.Newest newest =
                    newest(project, line.architecture(), line.suite(), line.component(), pins.question(line));
            boolean changed = pins.replace(line, newest);
            output.out()
                    .println(shown + ": " + newest.name() + " " + newest.version() + (changed ? "" : ", as before"));
        }
        for (String name : unknown) {
            GuestPins.Newest newest =
                    newest(project, "arm64", spec.packages().getFirst().suite(), "main", name);
            pins.add(newest);
            output.out().println(shown + ": " + newest.name() + " " + newest.version());
        }
        Files.writeString(file, pins.text());
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
