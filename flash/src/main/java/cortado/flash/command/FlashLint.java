package cortado.flash.command;

import cortado.environ.board.BoardSpec;
import cortado.flash.lint.BootLint;
import cortado.flash.lint.Finding;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.Manifest;
import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Looks whether the board that an image says it is for would start from it, before a card is written. */
final class FlashLint {
    private FlashLint() {}

    /** Warns of what may keep the board from starting, and ends the command for what will. */
    static void check(Path image, FlashImage checked, Output output) throws IOException {
        Optional<BoardSpec> board = board(checked);
        // A compressed image was looked at when it was built.
        if (board.isEmpty()
                || !ImageFiles.uncompressedName(image)
                        .equals(image.getFileName().toString())) {
            return;
        }
        for (Finding finding : BootLint.check(image, board.get())) {
            if (finding.grave()) {
                throw new CommandException(
                        "the " + board.get().name() + " would not start from " + image + ": " + finding.text());
            }
            output.warning(finding.text());
        }
    }

    /** The board's description, where there is a checkout that knows the board. */
    private static Optional<BoardSpec> board(FlashImage checked) throws IOException {
        if (checked.manifest().isEmpty()) {
            return Optional.empty();
        }
        Manifest manifest = checked.manifest().get();
        try {
            Project project = Project.find();
            return Files.isDirectory(project.at("boards").resolve(manifest.board()))
                    ? Optional.of(new BoardBuild(project, new Progress(line -> {})).spec(manifest.board()))
                    : Optional.empty();
        } catch (CommandException e) {
            return Optional.empty();
        }
    }
}
