package cortado.flash.pipeline;

import cortado.environ.board.BoardSpec;
import cortado.environ.check.BoardCheck;
import cortado.environ.check.CheckReport;
import cortado.flash.command.CommandException;
import cortado.flash.disk.CardImage;
import cortado.flash.disk.CardLayout;
import cortado.flash.firmware.FirmwareStore;
import cortado.flash.lint.BootLint;
import cortado.flash.lint.Finding;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Collects what goes on a board's card and writes the image. */
final class CardBuild {
    private final Project project;
    private final Progress progress;

    CardBuild(Project project, Progress progress) {
        this.project = project;
        this.progress = progress;
    }

    /** Writes the card image of a board that has one. */
    void build(BoardSpec board, byte[] kernel, byte[] bundle, CardChoices choices, Path target)
            throws IOException, InterruptedException {
        BoardSpec.Image image = board.image().orElseThrow();
        Map<String, byte[]> files = new TreeMap<>();
        FirmwareStore store =
                new FirmwareStore(project.cache(), project.at("flash/launcher/fetch-package"), progress::line);
        for (BoardSpec.FirmwarePackage from : board.firmware()) {
            files.putAll(store.files(from));
        }
        files.put(image.kernel(), kernel);
        files.put(image.bundle(), bundle);
        files.put("config.txt", image.config().getBytes(StandardCharsets.UTF_8));
        if (!files.containsKey(image.dtb())) {
            throw new CommandException("boards/" + board.name() + "/board.yaml: no firmware package brings the device"
                    + " tree '" + image.dtb() + "' that its image needs");
        }
        checkTree(files.get(image.dtb()), target.resolveSibling(image.dtb()));
        files.putAll(choices.settings().files());
        lint(BootLint.check(files, board, choices.slots()));
        CardImage.write(target, layout(image, choices, files));
        // Only now is it known how full the card is.
        BootLint.check(target, board).forEach(finding -> progress.line(finding.toString()));
        ManifestBuild.write(target, board, files);
        long bytes =
                files.values().stream().mapToLong(content -> content.length).sum();
        progress.line(String.format(
                Locale.ROOT,
                "wrote %s: %d files with %.1f MiB on a card of %d MiB",
                project.shown(target),
                files.size(),
                bytes / 1048576.0,
                image.size() >> 20));
    }

    /** Ends the command with what would keep the board from starting. */
    private static void lint(List<Finding> findings) {
        List<String> grave =
                findings.stream().filter(Finding::grave).map(Finding::text).toList();
        if (!grave.isEmpty()) {
            throw new CommandException("the board would not start from this card:\n" + String.join("\n", grave));
        }
    }

    private static CardLayout layout(BoardSpec.Image image, CardChoices choices, Map<String, byte[]> files) {
        return choices.slots()
                ? CardLayout.slots(choices.format(), image.size(), image.label(), files)
                : CardLayout.single(choices.format(), image.size(), image.label(), files);
    }

    /** Holds the tree that the card carries, which is not the one in the board's folder, to the same rules. */
    private void checkTree(byte[] tree, Path copy) throws IOException {
        WholeFile.write(copy, tree);
        CheckReport report = BoardCheck.check(copy, project.root());
        Problems.report(report.diagnostics(), progress);
        progress.line("checked " + project.shown(copy) + " on the card: drivers for "
                + report.rows().size() + " devices");
    }
}
