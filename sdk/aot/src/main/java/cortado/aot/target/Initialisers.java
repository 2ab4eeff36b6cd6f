package cortado.aot.target;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** On the board: what happens to a class whose static initialiser throws. The compiler puts the calls. */
final class Initialisers {
    private Initialisers() {}

    @Import(name = "cortado_uninitialise")
    @Unmanaged
    private static native void uninitialise(Object cls);

    /** Lets the next use run the initialiser again, which then refuses, and throws what this use must see. */
    static void fail(Throwable thrown, Class<?> cls) {
        uninitialise(cls);
        if (thrown instanceof Error error) {
            throw error;
        }
        throw new ExceptionInInitializerError(thrown);
    }

    static void refuse(Class<?> cls) {
        uninitialise(cls);
        throw new NoClassDefFoundError("Could not initialize class " + cls.getName());
    }
}
