package cortado.app.shell;

import cortado.api.Channel;
import cortado.api.MessageException;
import cortado.api.Program;
import cortado.api.StatusException;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.api.stream.Terminal;
import cortado.app.shell.CommandLine.Direction;
import cortado.app.shell.CommandLine.Redirection;
import cortado.environ.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Runs one pipeline: the programs in it side by side, the shell's own commands one after the other. */
final class PipelineRun implements AutoCloseable {
    private static final String NULL_DEVICE = "/dev/null";

    /** One command with its words filled in and its files opened. */
    private static final class Stage {
        private final Invocation invocation;
        private final List<Redirection> redirections;
        /** What it reads: an open file, or null. */
        private FileTree.OpenFile input;

        private boolean emptyInput;
        /** Where results and complaints go; null for the next stage or the terminal. */
        private Target results;

        private Target complaints;
        private boolean joined;
        /** The pipes to its neighbours, null at the ends. */
        private Channel pipeIn;

        private Channel pipeOut;
        private int status;
        private Foreground.Member member;

        Stage(Invocation invocation, List<Redirection> redirections) {
            this.invocation = invocation;
            this.redirections = redirections;
        }
    }

    private final Session session;
    private final int lastStatus;
    private final List<Stage> stages = new ArrayList<>();
    private final List<Target> opened = new ArrayList<>();
    private Foreground foreground;

    PipelineRun(Session session, int lastStatus) {
        this.session = session;
        this.lastStatus = lastStatus;
    }

    /** Adds a command. */
    void add(Invocation invocation, List<Redirection> redirections) {
        stages.add(new Stage(invocation, redirections));
    }

    /** Runs it: the last command's status. */
    int run() {
        try {
            for (Stage stage : stages) {
                redirect(stage);
            }
            if (stages.stream().anyMatch(stage -> stage.invocation.program() != null)) {
                foreground = new Foreground(session);
            }
            connect();
            for (int i = 0; i < stages.size(); i++) {
                start(stages.get(i), i == 0);
            }
        } catch (StatusException e) {
            session.errors().line("shell: " + e.getMessage());
            if (foreground != null) {
                foreground.interrupt();
            }
            return Interpreter.FAILED;
        }
        for (Stage stage : stages) {
            if (stage.invocation.program() == null) {
                runOwn(stage);
            }
        }
        if (foreground != null) {
            session.out().flush();
            foreground.finish();
        }
        Stage last = stages.getLast();
        return last.member == null ? last.status : foreground.status(last.member);
    }

    private void redirect(Stage stage) {
        for (Redirection redirection : stage.redirections) {
            String path = redirection.file() == null ? "" : redirection.file().with(lastStatus);
            if (redirection.direction() == Direction.JOIN) {
                stage.joined = true;
            } else if (redirection.direction() == Direction.FROM) {
                stage.emptyInput = path.equals(NULL_DEVICE);
                stage.input = stage.emptyInput ? null : session.files().open(path, Files.READ);
            } else {
                Target target = path.equals(NULL_DEVICE)
                        ? Target.NOWHERE
                        : new FileTarget(session.files(), path, redirection.direction() == Direction.AFTER);
                opened.add(target);
                if (redirection.stream() == 1) {
                    stage.results = target;
                } else {
                    stage.complaints = target;
                    stage.joined = false;
                }
            }
        }
    }

    /** Makes the pipes between neighbours; where nobody is at an end, that end is closed. */
    private void connect() {
        for (int i = 0; i + 1 < stages.size(); i++) {
            Stage from = stages.get(i);
            Stage to = stages.get(i + 1);
            boolean writes = from.results == null;
            boolean reads = to.invocation.program() != null && to.input == null && !to.emptyInput;
            if (foreground != null && writes && (from.invocation.program() != null || reads)) {
                Channel.Pair pair = Channel.pair();
                from.pipeOut = pair.first();
                to.pipeIn = pair.second();
                if (!reads) {
                    to.pipeIn.close();
                }
            } else if (writes) {
                from.results = Target.NOWHERE; // a command of the shell reads nothing
            }
        }
    }

    private void start(Stage stage, boolean first) {
        if (stage.invocation.program() == null) {
            if (stage.input != null) {
                stage.input.close();
                stage.input = null;
            }
            if (stage.pipeOut != null) {
                stage.results = foreground.pipe(stage.pipeOut);
                opened.add(stage.results);
            }
            return;
        }
        Map<String, Channel> parts = new LinkedHashMap<>();
        int onTerminal = 0;
        boolean keyboard = first && stage.input == null && !stage.emptyInput && !session.isRemote();
        if (stage.input != null) {
            parts.put(Program.INPUT, foreground.feedFrom(stage.input));
        } else if (stage.pipeIn != null && stage.pipeIn.isOpen()) {
            parts.put(Program.INPUT, stage.pipeIn);
        } else if (keyboard) {
            parts.put(Program.INPUT, foreground.feedFromKeyboard());
            onTerminal |= Terminal.INPUT;
        }
        boolean screen = stage.results == null && stage.pipeOut == null;
        Channel results =
                stage.pipeOut != null ? stage.pipeOut : foreground.drainTo(screen ? session.screen() : stage.results);
        onTerminal |= screen ? Terminal.OUTPUT : 0;
        boolean complaintsOnScreen = stage.complaints == null && !stage.joined;
        onTerminal |= complaintsOnScreen || (stage.joined && screen) ? Terminal.ERRORS : 0;
        Channel complaints = stage.joined || (complaintsOnScreen && screen)
                ? results.secondWriter() // one channel, so that nothing changes places on the way
                : foreground.drainTo(complaintsOnScreen ? session.screen() : stage.complaints);
        parts.put(Program.OUTPUT, results);
        parts.put(Program.ERRORS, complaints);
        stage.member = foreground.start(stage.invocation.program(), stage.invocation.arguments(), parts, onTerminal);
    }

    /** Runs a command of the shell. */
    private void runOwn(Stage stage) {
        Session view = session.with(stage.results, stage.joined ? stage.results : stage.complaints);
        try {
            stage.status = stage.invocation.run(view);
            view.out().flush();
        } catch (StatusException | MessageException e) {
            view.errors().line(stage.invocation.name() + ": " + e.getMessage());
            stage.status = Interpreter.FAILED;
        }
        view.errors().flush();
        if (stage.pipeOut != null) {
            stage.results.close();
        }
    }

    @Override
    public void close() {
        for (Stage stage : stages) {
            if (stage.pipeOut != null) {
                stage.pipeOut.close();
            }
            if (stage.pipeIn != null) {
                stage.pipeIn.close();
            }
        }
        if (foreground != null) {
            foreground.close();
        }
        for (Target target : opened) {
            try {
                target.close();
            } catch (StatusException e) {
                session.errors().line("shell: " + e.getMessage());
            }
        }
    }

    /** A command that is about to run: one of the shell's, or a program. */
    record Invocation(String name, Command command, String program, List<String> arguments) {
        /** Runs one of the shell's own. */
        int run(Session view) {
            if (command == null) {
                view.errors().line(name + ": no such command" + arguments.getFirst());
                return Interpreter.UNKNOWN;
            }
            try {
                return command.action().run(view, arguments);
            } catch (UsageException e) {
                if (!e.getMessage().isEmpty()) {
                    view.errors().line(name + ": " + e.getMessage());
                }
                view.errors().line("usage: " + command.usage());
                return Interpreter.MISUSED;
            }
        }

        /** For a name that nothing goes by. */
        static Invocation unknown(String name, List<String> names) {
            return new Invocation(name, null, null, List.of(Nearest.suggestion(name, names)));
        }
    }
}
