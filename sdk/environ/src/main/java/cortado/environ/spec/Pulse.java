package cortado.environ.spec;

/**
 * How a process that provides services is found to hang: it is asked at an interval, and ended when it leaves several
 * questions in a row unanswered.
 *
 * @param intervalMillis between two questions
 * @param misses unanswered questions that make it count as hung; 0 means that it is never asked
 */
public record Pulse(long intervalMillis, int misses) {
    /** Not asked. */
    public static final Pulse NEVER = new Pulse(1_000, 0);
    /** Once a second; three in a row are too many. */
    public static final Pulse DEFAULT = new Pulse(1_000, 3);
}
