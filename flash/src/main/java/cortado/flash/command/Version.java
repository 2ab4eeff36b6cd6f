package cortado.flash.command;

/** What {@code cortado --version} prints. */
public final class Version {
    /** The project's version, as the root pom has it. */
    public static final String NUMBER = "0.1.0";

    /** The line for a person. */
    public static final String TEXT = "cortado " + NUMBER;

    private Version() {}
}
