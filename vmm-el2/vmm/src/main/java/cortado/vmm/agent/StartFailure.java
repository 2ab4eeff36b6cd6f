package cortado.vmm.agent;

/**
 * Why a command was not started.
 *
 * @param stage what failed
 * @param errno Linux's error number
 */
public record StartFailure(Stage stage, int errno) {
    private static final int ENOENT = 2;
    private static final int E2BIG = 7;
    private static final int ENOEXEC = 8;
    private static final int ENOMEM = 12;
    private static final int EACCES = 13;
    private static final int ENOTDIR = 20;

    /** What the agent was doing. */
    public enum Stage {
        /** Making pipes, a terminal or the process. */
        RESOURCES,
        /** Going to the working folder. */
        FOLDER,
        /** Becoming the user. */
        USER,
        /** Finding and starting the program. */
        PROGRAM
    }

    /** What a shell would return: 127 for a program that does not exist, 126 for one that cannot be started. */
    public int shellStatus() {
        return stage == Stage.PROGRAM && errno == ENOENT ? 127 : 126;
    }

    /** Half a sentence for a person, to follow the program's name and a colon. */
    public String text() {
        String reason = switch (errno) {
            case ENOENT -> stage == Stage.PROGRAM ? "not found" : "does not exist";
            case E2BIG -> "too many arguments or variables";
            case ENOEXEC -> "not a program for this CPU";
            case ENOMEM -> "the virtual machine has no memory left";
            case EACCES -> "permission denied";
            case ENOTDIR -> "not a directory";
            default -> "error " + errno;
        };
        return switch (stage) {
            case RESOURCES -> "cannot be started: " + reason;
            case FOLDER -> "the working directory: " + reason;
            case USER -> "the user: " + reason;
            case PROGRAM -> reason;
        };
    }
}
