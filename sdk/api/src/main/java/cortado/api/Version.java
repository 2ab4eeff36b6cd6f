package cortado.api;

/** Which Cortado this is. */
public final class Version {
    private Version() {}

    /** The version of the build, as Maven knows it. */
    public static final String TEXT = "0.1.0";
}
