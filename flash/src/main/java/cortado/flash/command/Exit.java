package cortado.flash.command;

/** The exit statuses of the {@code cortado} command; {@code cortado help} prints them. */
public final class Exit {
    private Exit() {}

    /** What was asked for happened. */
    public static final int OK = 0;
    /** A build or a check failed; the message says where and what to do. */
    public static final int FAILED = 1;
    /** The command line was wrong. */
    public static final int USAGE = 2;
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
}
