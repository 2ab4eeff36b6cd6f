package cortado.aot.target;

import org.teavm.interop.Import;
import org.teavm.interop.NoSideEffects;
import org.teavm.interop.Unmanaged;

/** On the board: the arithmetic of rt_arithmetic.h and rt_floating.h, put in place of Java's instructions. */
final class Arithmetic {
    private Arithmetic() {}

    @Import(name = "cortado_div32")
    static native int divide(int a, int b);

    @Import(name = "cortado_rem32")
    static native int remainder(int a, int b);

    @Import(name = "cortado_div64")
    static native long divide(long a, long b);

    @Import(name = "cortado_rem64")
    static native long remainder(long a, long b);

    @Import(name = "cortado_check_store")
    static native void checkStore(Object array, int index, Object value);

    @Import(name = "cortado_copyable")
    static native int copyable(Object from, int fromStart, Object to, int toStart, int length);

    @Import(name = "cortado_copied")
    static native void copied(Object from, Object to, int fitting, int length);

    @Import(name = "cortado_use")
    @Unmanaged
    static native void use(Object value);

    @Import(name = "cortado_d2i")
    @Unmanaged
    @NoSideEffects
    static native int toInt(double value);

    @Import(name = "cortado_d2l")
    @Unmanaged
    @NoSideEffects
    static native long toLong(double value);

    @Import(name = "cortado_f2i")
    @Unmanaged
    @NoSideEffects
    static native int toInt(float value);

    @Import(name = "cortado_f2l")
    @Unmanaged
    @NoSideEffects
    static native long toLong(float value);
}
