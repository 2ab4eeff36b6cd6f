package cortado.aot.classlib;

/** For {@link Throwable}. */
final class ThrowableAdditions {
    private ThrowableAdditions() {}

    @Guard
    public static void addSuppressed(Throwable self, Throwable suppressed) {
        if (suppressed == self) {
            throw new IllegalArgumentException("Self-suppression not permitted", suppressed);
        }
        if (suppressed == null) {
            throw new NullPointerException("Cannot suppress a null exception.");
        }
    }
}
