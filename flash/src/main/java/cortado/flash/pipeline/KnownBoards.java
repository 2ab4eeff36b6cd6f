package cortado.flash.pipeline;

import cortado.environ.check.BoardCheck;
import cortado.environ.text.Nearest;
import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import java.io.IOException;
import java.util.List;

/** The boards that a project has. */
public final class KnownBoards {
    private KnownBoards() {}

    /**
     * Refuses a name that no board has.
     *
     * @throws CommandException with {@link Exit#USAGE}, the nearest name and all there are
     */
    public static void require(Project project, String name) throws IOException {
        List<String> boards = BoardCheck.boards(project.root());
        if (!boards.contains(name)) {
            throw new CommandException(
                    Exit.USAGE,
                    "there is no board '" + name + "'" + Nearest.suggestion(name, boards) + "; there are "
                            + String.join(", ", boards));
        }
    }
}
