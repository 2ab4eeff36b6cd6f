package cortado.conformance;

/** One program's part of the output of an image that holds many. */
public final class Section {
    /** What a section's first line starts with; the program's name follows. */
    public static final String HEADER = "=== ";

    /** The last line of an image's output. */
    public static final String END = "=== end";

    private Section() {}

    /** Runs one program under its header. What it throws ends the program, not the image. */
    public static void run(String name, Say.Action program) {
        System.out.println(HEADER + name);
        try {
            program.run();
        } catch (Throwable thrown) {
            System.out.println("uncaught " + Say.describe(thrown));
        }
    }

    /** Says that every program of the image had its turn. */
    public static void end() {
        System.out.println(END);
        System.out.flush();
    }
}
