package cortado.metal;

/**
 * Loads, stores, barriers and atomics that the compiler neither removes, merges, reorders nor tears. Addresses are
 * virtual, in the current address space, and aligned to the width of the access. On the JVM none of these is linked:
 * code that must run there goes through an interface instead.
 */
public final class Metal {
    private Metal() {}

    /** Loads one byte, zero-extended. */
    @Intrinsic("metal_load8")
    public static native int load8(long address);

    /** Loads two bytes, zero-extended, in the CPU's order (little-endian on every Cortado board). */
    @Intrinsic("metal_load16")
    public static native int load16(long address);

    /** Loads four bytes. */
    @Intrinsic("metal_load32")
    public static native int load32(long address);

    /** Loads eight bytes. */
    @Intrinsic("metal_load64")
    public static native long load64(long address);

    /** Stores the low byte of {@code value}. */
    @Intrinsic("metal_store8")
    public static native void store8(long address, int value);

    /** Stores the low two bytes of {@code value}. */
    @Intrinsic("metal_store16")
    public static native void store16(long address, int value);

    /** Stores four bytes. */
    @Intrinsic("metal_store32")
    public static native void store32(long address, int value);

    /** Stores eight bytes. */
    @Intrinsic("metal_store64")
    public static native void store64(long address, long value);

    /** Copies {@code length} bytes from memory into an array; the caller has checked both ranges. */
    @Intrinsic("metal_copy_to_array")
    public static native void copyToArray(long source, byte[] target, int offset, int length);

    /** Copies {@code length} bytes from an array into memory; the caller has checked both ranges. */
    @Intrinsic("metal_copy_from_array")
    public static native void copyFromArray(byte[] source, int offset, long target, int length);

    /** Fills {@code length} bytes with zero. */
    @Intrinsic("metal_zero")
    public static native void zero(long address, long length);

    /** Orders all earlier memory accesses before all later ones, for every observer (DMB SY). */
    @Intrinsic("metal_barrier")
    public static native void barrier();

    /** Waits until all earlier memory accesses are complete (DSB SY). */
    @Intrinsic("metal_barrier_complete")
    public static native void barrierComplete();

    /** Atomically replaces the word if it holds {@code expected}; returns what it held before. Full barrier. */
    @Intrinsic("metal_compare_and_swap32")
    public static native int compareAndSwap32(long address, int expected, int replacement);

    /** Atomically adds to the word and returns what it held before. Full barrier. */
    @Intrinsic("metal_add32")
    public static native int add32(long address, int amount);

    /**
     * The address of an array's first element. Valid only until the next allocation in the app profile, for ever in the
     * kernel profile, where nothing moves.
     */
    @Intrinsic("metal_address_of_bytes")
    public static native long addressOf(byte[] array);

    /** As {@link #addressOf(byte[])}. */
    @Intrinsic("metal_address_of_longs")
    public static native long addressOf(long[] array);

    /** As {@link #addressOf(byte[])}. */
    @Intrinsic("metal_address_of_ints")
    public static native long addressOf(int[] array);

    /** Calls the code at an address, which takes and gives nothing. */
    @Intrinsic("metal_call")
    public static native void call(long address);
}
