package cortado.fuzz;

import java.nio.file.Path;

/** What Jazzer calls. The properties {@link #TARGET} and {@link #PROJECT} say whom to pass its inputs on to. */
public final class Harness {
    static final String TARGET = "cortado.fuzz.target";
    static final String PROJECT = "cortado.fuzz.project";

    private static Target target;

    private Harness() {}

    /** Called once, before the first input. */
    public static void fuzzerInitialize() {
        String name = System.getProperty(TARGET, "");
        target = Targets.of(name)
                .orElseThrow(() -> new IllegalArgumentException("no target '" + name + "'"))
                .make(Path.of(System.getProperty(PROJECT, ".")));
    }

    /** Called for each input. */
    public static void fuzzerTestOneInput(byte[] input) throws Exception {
        target.take(input);
    }
}
