package cortado.aot.target;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** On the board: what happens to a class whose static initialiser throws. The compiler puts the calls. */
final class Initialisers {
    /** Kept for the type analysis, which learns here what errors any use of a class may throw. */
    private static Error error;

    private Initialisers() {}

    @Import(name = "cortado_uninitialise")
    @Unmanaged
    private static native void uninitialise(Object cls);

    /** Lets the next use run the initialiser again, which then refuses, and throws what this use must see. */
    @SuppressWarnings("StaticAssignmentOfThrowable")
    static void fail(Throwable thrown, Class<?> cls) {
        uninitialise(cls);
        if (thrown instanceof Error itself) {
            error = itself;
            throw error;
        }
        throw new ExceptionInInitializerError(thrown);
    }

    static void refuse(Class<?> cls) {
        uninitialise(cls);
        throw new NoClassDefFoundError("Could not initialize class " + cls.getName());
    }
}
