package cortado.flash.command;

import cortado.flash.output.Output;
import cortado.flash.pipeline.Project;
import cortado.flash.skeleton.BoardSkeleton;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado board new NAME --from BOARD}. */
public final class Board implements Subcommand {
    private static final String FROM = "from";

    @Override
    public String name() {
        return "board";
    }

    @Override
    public String arguments() {
        return "new NAME";
    }

    @Override
    public String summary() {
        return "begin a new board from one that there is";
    }

    @Override
    public Options options() {
        return new Options().addOption(OptionForms.value(FROM, "BOARD", "the board to begin with (qemu-virt)"));
    }

    @Override
    public String details() {
        return """
                Makes boards/NAME with a device tree, board.yaml and README of its own. It checks, builds and runs as it
                is; boards/README.md says what each key means.

                Examples:
                  ./cortado board new my-pi --from rpi4
                  ./cortado check my-pi && ./cortado build my-pi && ./cortado run my-pi
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        List<String> words = line.getArgList();
        if (words.size() != 2 || !words.getFirst().equals("new")) {
            throw CommandException.misused("board", words, "`board new NAME`");
        }
        Project project = Project.find();
        new BoardSkeleton(project, words.get(1), line.getOptionValue(FROM, Boards.DEFAULT))
                .create()
                .forEach(file -> output.result(project.shown(file)));
        output.note("next: `./cortado check " + words.get(1) + "`");
        return Exit.OK;
    }
}
