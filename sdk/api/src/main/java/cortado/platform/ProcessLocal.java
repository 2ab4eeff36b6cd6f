package cortado.platform;

/**
 * What would be static fields in {@code cortado.api}, if several simulated processes did not share its classes on the
 * JVM.
 */
public final class ProcessLocal {
    /** The process's environ, once it was read: {@code cortado.api.Environ}. */
    public Object environ;

    /** The id of the last call. */
    public int lastCallId;
}
