package cortado.app.shell;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.service.FileTree;
import cortado.api.system.SystemClient;

/** What a command works with: the shell's own session, or the view of it that one stage of a pipeline has. */
final class Session {
    /**
     * Milliseconds that a driver may take to answer: more than the supervisor lets it be away for after many crashes in
     * a row, and than it takes to find out that it hangs.
     */
    private static final long PATIENCE = 40_000;

    private final Session root;
    private final Terminal terminal;
    private final Screen screen;
    private final Output out;
    private final Output errors;
    private final Environ environ;
    private SystemClient system;
    private FileTree files;
    private boolean remote;

    Session(Terminal terminal, Environ environ) {
        this.root = this;
        this.terminal = terminal;
        this.screen = new Screen(terminal);
        this.out = new Output(screen);
        this.errors = out;
        this.environ = environ;
    }

    private Session(Session root, Output out, Output errors) {
        this.root = root;
        this.terminal = root.terminal;
        this.screen = root.screen;
        this.out = out;
        this.errors = errors;
        this.environ = root.environ;
    }

    /** The same session for a command whose streams lead elsewhere; null for where they lead anyway. */
    Session with(Target results, Target complaints) {
        Output first = results == null ? out : new Output(results);
        return new Session(
                root, first, complaints == null ? errors : complaints == results ? first : new Output(complaints));
    }

    /** Where results go. */
    Output out() {
        return out;
    }

    /** Where complaints go. */
    Output errors() {
        return errors;
    }

    Screen screen() {
        return screen;
    }

    Terminal terminal() {
        return terminal;
    }

    /** What this shell was given. */
    Environ environ() {
        return environ;
    }

    /** The service {@code system}. */
    SystemClient system() {
        if (root.system == null) {
            root.system = new SystemClient(environ.connect("system", patience()));
        }
        return root.system;
    }

    /** The files that there are. */
    FileTree files() {
        if (root.files == null) {
            root.files = new FileTree(environ);
        }
        return root.files;
    }

    /** Whether a program types, and not a person: then what is typed is lines, and nothing else. */
    boolean isRemote() {
        return root.remote;
    }

    void setRemote(boolean remote) {
        root.remote = remote;
        screen.setRaw(remote);
    }

    /** When to stop waiting for a driver that was asked now. */
    static long patience() {
        return Clock.after(PATIENCE);
    }
}
