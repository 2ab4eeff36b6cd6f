package cortado.aot.classlib;

import org.teavm.interop.Import;
import org.teavm.interop.Unmanaged;

/** For {@link Runtime}: the collected heap, whose size never changes. */
final class RuntimeAdditions {
    private RuntimeAdditions() {}

    @Import(name = "cortado_heap_free")
    @Unmanaged
    private static native long free();

    @Import(name = "cortado_heap_total")
    @Unmanaged
    private static native long total();

    @Member
    @SuppressWarnings("unused")
    public static long freeMemory(Runtime self) {
        return free();
    }

    @Member
    @SuppressWarnings("unused")
    public static long totalMemory(Runtime self) {
        return total();
    }

    @Member
    @SuppressWarnings("unused")
    public static long maxMemory(Runtime self) {
        return total();
    }
}
