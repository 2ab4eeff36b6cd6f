package cortado.flash.command;

import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.BuiltBoard;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado build BOARD}. */
public final class Build implements Subcommand {
    @Override
    public String name() {
        return "build";
    }

    @Override
    public String arguments() {
        return "BOARD";
    }

    @Override
    public String summary() {
        return "build a board's kernel, boot bundle and card image";
    }

    @Override
    public Options options() {
        return new Options();
    }

    @Override
    public String details() {
        return """
                Products go to build/BOARD/: Image (the kernel), bundle.cpio (specs and programs) and, for a board with a
                card, BOARD.img. What has not changed is not built again. The same sources give the same bytes.

                Examples:
                  ./cortado build rpi4       build/rpi4/rpi4.img, ready to be written to an SD card
                  ./cortado build rpi5       the same for the Pi 5, which no emulator has
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        Project project = Project.find();
        BuiltBoard built = new BoardBuild(project, new Progress(output::note)).build(Boards.argument(line, null));
        output.result(project.shown(built.kernel()));
        output.result(project.shown(built.bundle()));
        built.card().ifPresent(card -> output.result(project.shown(card)));
        return Exit.OK;
    }
}
