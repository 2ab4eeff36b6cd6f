package cortado.arch.aarch64;

/** Memory that translation tables lie in, by physical address. */
interface PhysicalMemory {
    /** Loads eight bytes. */
    long load(long physical);

    /** Stores eight bytes. */
    void store(long physical, long value);
}
