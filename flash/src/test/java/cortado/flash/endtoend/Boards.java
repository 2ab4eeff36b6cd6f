package cortado.flash.endtoend;

import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestSession;
import cortado.flash.run.QemuCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Boards of this project, built and booted for a test. */
final class Boards {
    /** Longer than any boot takes, even while other work slows the machine down. */
    static final Duration BOOT = Duration.ofMinutes(2);

    static final Project PROJECT = Project.find();

    private Boards() {}

    /** A booted guest with what it was booted from; closing it powers it off. */
    record Booted(GuestSession guest, Emulation emulation) implements AutoCloseable {
        /** What a command prints, which must succeed. */
        String run(String command) throws Exception {
            GuestSession.Reply reply = guest.run(command);
            if (reply.status() != 0) {
                throw new AssertionError("`" + command + "` ended with " + reply.status() + ":\n" + reply.output());
            }
            return reply.output();
        }

        @Override
        public void close() throws IOException {
            guest.close();
            emulation.close();
        }
    }

    static Booted boot(String board) throws Exception {
        return boot(PROJECT, board, command -> command);
    }

    static Booted boot(Project project, String board, UnaryOperator<QemuCommand> configure) throws Exception {
        Emulation emulation =
                Emulation.prepare(project, new BoardBuild(project, new Progress(System.err::println)), board);
        try {
            QemuCommand command = configure.apply(emulation.command());
            return new Booted(GuestSession.boot(emulation.headless(command), BOOT), emulation);
        } catch (Exception e) {
            emulation.close();
            throw e;
        }
    }
}
