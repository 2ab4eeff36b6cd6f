package cortado.app.shell;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.system.SystemClient;

/** What a command works with. */
final class Session {
    /** Milliseconds that a driver may take to answer. */
    private static final long PATIENCE = 10_000;

    private final Terminal terminal;
    private final Output out;
    private final Environ environ;
    private SystemClient system;

    Session(Terminal terminal, Environ environ) {
        this.terminal = terminal;
        this.out = new Output(terminal);
        this.environ = environ;
    }

    /** Where results go. */
    Output out() {
        return out;
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
        if (system == null) {
            system = new SystemClient(environ.connect("system", patience()));
        }
        return system;
    }

    /** When to stop waiting for a driver that was asked now. */
    static long patience() {
        return Clock.after(PATIENCE);
    }
}
