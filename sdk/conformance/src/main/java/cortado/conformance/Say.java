package cortado.conformance;

/** How a program reports: a line of values, or what an attempt gave or threw. */
public final class Say {
    private Say() {}

    /** Something that gives a value or throws. */
    public interface Attempt {
        /** Gives the value. */
        Object make() throws Throwable;
    }

    /** Something done for its effect, which may throw. */
    public interface Action {
        /** Does it. */
        void run() throws Throwable;
    }

    /** Prints the values on one line, a space between any two. */
    public static void say(Object... values) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < values.length; i++) {
            if (i > 0) {
                line.append(' ');
            }
            line.append(values[i]);
        }
        System.out.println(line);
    }

    /** Prints what the attempt gave, or the class and message of what it threw. */
    public static void attempt(String what, Attempt attempt) {
        try {
            say(what, "=", attempt.make());
        } catch (Throwable thrown) {
            say(what, "threw", describe(thrown));
        }
    }

    /** As {@link #attempt}, without the message: where the library's documentation leaves it open. */
    public static void outcome(String what, Attempt attempt) {
        try {
            say(what, "=", attempt.make());
        } catch (Throwable thrown) {
            say(what, "threw", thrown.getClass().getName());
        }
    }

    /** As {@link #attemptTo}, without the message: where the library's documentation leaves it open. */
    public static void outcomeOf(String what, Action action) {
        try {
            action.run();
            say(what, "done");
        } catch (Throwable thrown) {
            say(what, "threw", thrown.getClass().getName());
        }
    }

    /** Prints that the action ended, or the class and message of what it threw. */
    public static void attemptTo(String what, Action action) {
        try {
            action.run();
            say(what, "done");
        } catch (Throwable thrown) {
            say(what, "threw", describe(thrown));
        }
    }

    /** The throwable's class and message. */
    public static String describe(Throwable thrown) {
        return thrown.getClass().getName() + ": " + message(thrown);
    }

    /**
     * The throwable's message. A failed cast's ends in HotSpot's words about modules and class loaders; there are none
     * of either on the board, so that part is left off.
     */
    private static String message(Throwable thrown) {
        String message = thrown.getMessage();
        if (thrown instanceof ClassCastException && message != null && message.indexOf(" (") > 0) {
            return message.substring(0, message.indexOf(" ("));
        }
        return message;
    }
}
