package cortado.flash.command;

import java.util.List;

/** The exit statuses of the {@code cortado} command; {@code cortado help} and the man page print {@link #TABLE}. */
public final class Exit {
    private Exit() {}

    /** What was asked for happened. */
    public static final int OK = 0;
    /** A build or a check failed; the message says where and what to do. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
    /** The device was refused before anything was written to it. */
    public static final int UNSAFE = 3;
    /** A device or file could not be read or written. */
    public static final int IO = 4;
    /** What was read back, or what an image holds, is not what it should be. */
    public static final int VERIFICATION = 5;
    /** A signature is missing, or is not by the key that is trusted. */
    public static final int SIGNATURE = 6;
    /** The run took longer than {@code --timeout}. */
    public static final int TIMED_OUT = 124;
    /** The guest's kernel panicked. */
    public static final int PANICKED = 125;
    /** QEMU, or the guest inside it, ended before the commands did. */
    public static final int ENDED_EARLY = 126;
    /** QEMU could not be started. */
    public static final int NOT_STARTED = 127;
    /** Ended by Ctrl-C. */
    public static final int INTERRUPTED = 130;
    /** Ended by SIGTERM. */
    public static final int TERMINATED = 143;

    /**
     * A status and what it means.
     *
     * @param status the number
     * @param meaning one line
     */
    public record Meaning(int status, String meaning) {}

    /** Every status, in ascending order. */
    public static final List<Meaning> TABLE = List.of(
            new Meaning(OK, "done; `run --exec` gives the last command's own status"),
            new Meaning(FAILED, "a build or check failed"),
            new Meaning(USAGE, "the command line was wrong"),
            new Meaning(UNSAFE, "the device was refused; nothing was written to it"),
            new Meaning(IO, "a device or file could not be read or written"),
            new Meaning(VERIFICATION, "what was read is not what should be there"),
            new Meaning(SIGNATURE, "a signature is missing, wrong or by another key"),
            new Meaning(TIMED_OUT, "`run --exec` took longer than --timeout"),
            new Meaning(PANICKED, "the guest's kernel panicked"),
            new Meaning(ENDED_EARLY, "QEMU or the guest ended before the commands did"),
            new Meaning(NOT_STARTED, "QEMU could not be started"),
            new Meaning(INTERRUPTED, "ended by Ctrl-C; the last line says in which state a device was left"),
            new Meaning(TERMINATED, "ended by SIGTERM; the same holds"));
}
