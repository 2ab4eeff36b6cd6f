package cortado.environ.spec;

/**
 * What happens when a process ends without having been asked to.
 *
 * @param backoffMillis the wait before the first restart; doubled by each one that follows within the period
 * @param limit how many restarts the period may see before the process is given up; 0 means never restart
 * @param periodMillis the period that the limit counts in
 */
public record Restart(long backoffMillis, int limit, long periodMillis) {
    /** Not restarted. */
    public static final Restart NEVER = new Restart(0, 0, 0);
    /** After 50 ms, at most ten times a minute. */
    public static final Restart DEFAULT = new Restart(50, 10, 60_000);
}
