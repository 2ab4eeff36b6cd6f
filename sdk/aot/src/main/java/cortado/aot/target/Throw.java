package cortado.aot.target;

import org.teavm.interop.Export;
import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** On the board: throws what the machine itself finds wrong, with HotSpot's messages. C calls these. */
@SuppressWarnings({"DoNotCallSuggester", "StaticAssignmentOfThrowable"})
final class Throw {
    private Throw() {}

    @Import(name = "cortado_may_throw")
    @Unmanaged
    static native void mayThrow();

    @Export(name = "cortado_throw_null")
    static void nullPointer() {
        throw new NullPointerException();
    }

    @Export(name = "cortado_throw_bounds")
    static void bounds(int index, int length) {
        throw new ArrayIndexOutOfBoundsException("Index " + index + " out of bounds for length " + length);
    }

    @Export(name = "cortado_throw_division")
    static void division() {
        throw new ArithmeticException("/ by zero");
    }

    @Export(name = "cortado_throw_store_name")
    static void store(String stored) {
        throw new ArrayStoreException(stored);
    }

    @Export(name = "cortado_throw_copy_bounds")
    static void copyBounds(String message) {
        throw new ArrayIndexOutOfBoundsException(message);
    }

    @Export(name = "cortado_throw_cast_names")
    static void cast(String from, String to) {
        String homes = home(from).equals(home(to))
                ? from + " and " + to + " are " + home(from)
                : from + " is " + home(from) + "; " + to + " is " + home(to);
        throw new ClassCastException("class " + from + " cannot be cast to class " + to + " (" + homes + ")");
    }

    @Export(name = "cortado_throw_clone_name")
    static void notCloneable(String cloned) throws CloneNotSupportedException {
        throw new CloneNotSupportedException(cloned);
    }

    @Export(name = "cortado_throw_absent_name")
    static void absentMethod(String receiver) {
        throw new AbstractMethodError("Receiver class " + receiver
                + " does not define or inherit an implementation of the method that was called");
    }

    private static String home(String cls) {
        return cls.startsWith("java.") || cls.startsWith("[")
                ? "in module java.base of loader 'bootstrap'"
                : "in unnamed module of loader 'app'";
    }

    @Export(name = "cortado_throw_size")
    static void size(int size) {
        throw new NegativeArraySizeException(Integer.toString(size));
    }

    @Export(name = "cortado_throw_memory")
    static void memory() {
        throw new OutOfMemoryError("Java heap space");
    }

    private static OutOfMemoryError spareMemory;
    private static StackOverflowError spareOverflow;

    @Export(name = "cortado_throw_prepare")
    static void prepare() {
        spareMemory = new OutOfMemoryError("Java heap space");
        spareOverflow = new StackOverflowError();
    }

    @Export(name = "cortado_throw_spare_memory")
    static void spareMemory() {
        throw spareMemory;
    }

    @Export(name = "cortado_throw_spare_overflow")
    static void spareOverflow() {
        throw spareOverflow;
    }

    @Export(name = "cortado_throw_overflow")
    static void overflow() {
        throw new StackOverflowError();
    }

    /** A cause is given once: with the constructor, or later. */
    static void checkCause(Throwable thrown, Throwable present, Throwable cause) {
        if (present != thrown) {
            throw new IllegalStateException(
                    "Can't overwrite cause with " + (cause == null ? "a null" : cause.toString()), thrown);
        }
        if (cause == thrown) {
            throw new IllegalArgumentException("Self-causation not permitted", thrown);
        }
    }
}
