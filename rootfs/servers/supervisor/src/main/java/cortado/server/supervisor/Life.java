package cortado.server.supervisor;

import java.util.Map;

/**
 * Which life of the supervisor this is, as the kernel says in its environ.
 *
 * @param restarts lives before this one
 * @param previous the last one's process id, 0 if there was none
 * @param previousEnd how it ended, or empty
 */
record Life(int restarts, int previous, String previousEnd) {
    static Life of(Map<String, String> environ) {
        return new Life(
                Integer.parseInt(environ.getOrDefault("restarts", "0")),
                Integer.parseInt(environ.getOrDefault("previous.process", "0")),
                environ.getOrDefault("previous.end", ""));
    }
}
