package cortado.abi;

/** What a process is doing. */
public final class ProcessState {
    private ProcessState() {}

    public static final int READY = 1;
    public static final int RUNNING = 2;
    public static final int WAITING = 3;
    public static final int ENDED = 4;

    /** The word shown to people. */
    public static String text(int state) {
        return switch (state) {
            case READY -> "ready";
            case RUNNING -> "running";
            case WAITING -> "waiting";
            case ENDED -> "ended";
            default -> "state " + state;
        };
    }
}
