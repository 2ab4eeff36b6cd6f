package cortado.app.shell;

import java.util.List;

/**
 * One thing that can be typed.
 *
 * @param usage its name and arguments: {@code kill PROCESS}, {@code log [PROCESS]}
 * @param summary what it does, in a few words
 * @param completes what its first argument is
 * @param action what it does; null for one that is a program
 * @param tool the program that does it, told the command's name, unless that is its own, and arguments; or null
 */
record Command(String usage, String summary, Argument completes, Action action, String tool) {
    /** The program behind the commands that read streams. */
    private static final String TOOLS = "tools";

    /** What the tab key offers for the first argument. */
    enum Argument {
        NONE,
        COMMAND,
        PROCESS,
        PROGRAM,
        PATH,
        /** The words between bars in the usage: {@code disk read|write|flush}. */
        WORD
    }

    /** What a command does. */
    interface Action {
        /** Runs it; gives its status. */
        int run(Session session, List<String> arguments) throws UsageException;
    }

    Command(String usage, String summary, Action action) {
        this(usage, summary, Argument.NONE, action);
    }

    Command(String usage, String summary, Argument completes, Action action) {
        this(usage, summary, completes, action, null);
    }

    /** A command that is a process of its own, so that it can stand anywhere in a pipeline. */
    static Command tool(String usage, String summary) {
        return new Command(usage, summary, Argument.PATH, null, TOOLS);
    }

    /** A program of that name, told the arguments alone. */
    static Command program(String usage, String summary) {
        int blank = usage.indexOf(' ');
        return new Command(usage, summary, Argument.PATH, null, blank < 0 ? usage : usage.substring(0, blank));
    }

    /** The command that runs the program which its first argument names. */
    static Command runner(String usage, String summary) {
        return new Command(
                usage,
                summary,
                Argument.PROGRAM,
                (session, arguments) -> {
                    throw new UsageException("");
                },
                "");
    }

    /** The program that does it, or null. */
    @Override
    public String tool() {
        return isRunner() ? null : tool;
    }

    /** Whether the first argument is a program to run. */
    boolean isRunner() {
        return tool != null && tool.isEmpty();
    }

    /** The first word of the usage. */
    String name() {
        int blank = usage.indexOf(' ');
        return blank < 0 ? usage : usage.substring(0, blank);
    }

    /** Refuses any other number of arguments. */
    static void expect(List<String> arguments, int least, int most) throws UsageException {
        if (arguments.size() < least || arguments.size() > most) {
            throw new UsageException("");
        }
    }

    /** A number argument, decimal or 0x-hexadecimal, within limits. */
    static long number(String argument, String what, long least, long most) throws UsageException {
        long value;
        try {
            value = Long.decode(argument);
        } catch (NumberFormatException e) {
            throw new UsageException(what + " is '" + argument + "'; a number was expected");
        }
        if (value < least || value > most) {
            throw new UsageException(what + " is " + argument + "; " + least + " to " + most + " was expected");
        }
        return value;
    }
}
