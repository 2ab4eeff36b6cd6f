package cortado.platform;

/**
 * What a process stands on: system calls and the memory mapped into it. On the board that is the CPU
 * ({@link MetalPlatform}); on the JVM the testkit puts the real kernel over a simulated machine here. Only
 * {@code cortado.api} and the testkit use this package: it lets raw addresses through, so the build closes it to
 * applications.
 *
 * <p>Results are those of {@link cortado.abi.Call}: negative for a {@link cortado.abi.Status}.
 */
public interface Platform {
    /** A call without pointers. */
    long call(int number, long a, long b, long c, long d);

    /** What the last call of this process left in its second result. */
    long secondResult();

    /** A call whose first argument points to {@code buffer}. */
    long callBuffer1(int number, byte[] buffer, long b, long c);

    /** A call whose second argument points to {@code buffer}. */
    long callBuffer2(int number, long a, byte[] buffer, long c, long d);

    /** A call whose third argument points to {@code buffer}. */
    long callBuffer3(int number, long a, long b, byte[] buffer, long d);

    /** {@link cortado.abi.Call#PROCESS_CREATE}, storing the address of {@code environ} in the parameters first. */
    long createProcess(int authority, byte[] parameters, byte[] environ);

    /** Address of the process's {@link cortado.abi.StartLayout start block}. */
    long startBlock();

    /** Loads from mapped memory, zero-extended; aligned, one access of that width. */
    int load8(long address);

    int load16(long address);

    int load32(long address);

    long load64(long address);

    /** Stores to mapped memory; aligned, one access of that width. */
    void store8(long address, int value);

    void store16(long address, int value);

    void store32(long address, int value);

    void store64(long address, long value);

    /** Copies out of mapped memory, in accesses of any width. */
    void copyToArray(long source, byte[] target, int offset, int length);

    /** Copies into mapped memory, in accesses of any width. */
    void copyFromArray(byte[] source, int offset, long target, int length);

    /** Orders all earlier accesses before all later ones, for devices too. */
    void barrier();

    /** What {@code cortado.api} keeps once for each process. */
    ProcessLocal local();

    /** The platform of the calling process. */
    static Platform current() {
        return PlatformHolder.current();
    }
}
