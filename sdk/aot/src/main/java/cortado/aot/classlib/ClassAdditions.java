package cortado.aot.classlib;

/** For {@link Class}. */
final class ClassAdditions {
    private ClassAdditions() {}

    /** Assertions are off, as on a JVM that was not told otherwise. */
    @Member
    @SuppressWarnings("unused")
    public static boolean desiredAssertionStatus(Class<?> self) {
        return false;
    }
}
