package cortado.server.supervisor;

import cortado.api.Subprocess;
import cortado.environ.bind.Binding;
import cortado.environ.spec.ProcessSpec;
import java.util.List;
import java.util.Map;

/** One process of the system over all its lives. */
final class Unit {
    /** Where it is between two starts. */
    enum State {
        /** It lives. */
        RUNNING("running"),
        /** It died and waits for its next start. */
        RESTARTING("restarting"),
        /** It exited and is not started again. */
        FINISHED("finished"),
        /** It died and is given up. */
        FAILED("failed");

        private final String word;

        State(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    private final int serial;
    private final String name;
    private final ProcessSpec spec;
    private final Binding.Bound binding;
    private final List<String> arguments;
    private final RestartPolicy restarts;

    State state = State.RESTARTING;
    /** When to start it, while it is RESTARTING; nanoseconds since boot. */
    long startAt;
    /** The process, while it is RUNNING. */
    Subprocess process;
    /** The process's id, while it is RUNNING. */
    int id;
    /** Its place in the {@link Ledger}. */
    int slot = Ledger.NONE;
    /** The messages between it and the supervisor, while it is RUNNING and has not closed its end. */
    Mailbox mailbox;
    /** Whether it said that clients may come. */
    boolean ready;
    /** Whether it still turns its loop; counts once it is ready. */
    final Heartbeat heartbeat;
    /** The member of its group whose failure ends it, or null. */
    Unit together;
    /** Why the supervisor is ending it, or null if it is not. */
    String condemned;
    /** What it was given at its last start. */
    Map<String, String> environ = Map.of();
    /** Why it last ended, or empty. */
    String note = "";
    /** Who ran it, or null for a part of the system. */
    Runner runner;
    /** Who ran it, who ran that, and so on; also those that are no more. */
    List<Ancestor> lineage = List.of();

    /**
     * Who started a program on demand.
     *
     * @param client the connection over which that was asked
     * @param id of the request
     * @param follows whether the program ends with its client
     */
    record Runner(Mailbox client, int id, boolean follows) {}

    /**
     * One of those that a program counts with.
     *
     * @param serial its number in the roster
     * @param programs how many programs it may have running, with theirs
     */
    record Ancestor(int serial, int programs) {}

    /**
     * A process that does not run yet.
     *
     * @param serial its number in the roster, for ever
     * @param binding the device it drives, or null
     */
    Unit(int serial, String name, ProcessSpec spec, Binding.Bound binding, List<String> arguments) {
        this.serial = serial;
        this.name = name;
        this.spec = spec;
        this.binding = binding;
        this.arguments = List.copyOf(arguments);
        this.restarts = new RestartPolicy(spec.restart());
        this.heartbeat = new Heartbeat(spec.heartbeat());
    }

    /** Its number in the roster, which no other process ever has. */
    int serial() {
        return serial;
    }

    /** What its programs count with. */
    Ancestor asAncestor() {
        return new Ancestor(serial, spec.resources().programs());
    }

    /** Unique in the system. */
    String name() {
        return name;
    }

    ProcessSpec spec() {
        return spec;
    }

    /** The device it drives, or null. */
    Binding.Bound binding() {
        return binding;
    }

    /** What it was told on the command line that started it. */
    List<String> arguments() {
        return arguments;
    }

    RestartPolicy restarts() {
        return restarts;
    }

    boolean isRunning() {
        return state == State.RUNNING;
    }

    /** Whether it is asked for its heartbeat. */
    boolean isServing() {
        return state == State.RUNNING && ready && !spec.provides().isEmpty() && condemned == null;
    }

    /** Who started it. */
    String parent() {
        return runner == null ? Roster.SUPERVISOR : runner.client().name();
    }

    /** Whether it lives or will again. */
    boolean hasFuture() {
        return state == State.RUNNING || state == State.RESTARTING;
    }
}
