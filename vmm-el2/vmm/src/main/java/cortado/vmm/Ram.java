package cortado.vmm;

/** The bytes behind {@link GuestMemory}. Offsets and lengths have been checked by it. */
interface Ram {
    /** Bytes. */
    long size();

    int load8(long offset);

    int load16(long offset);

    int load32(long offset);

    long load64(long offset);

    void store8(long offset, int value);

    void store16(long offset, int value);

    void store32(long offset, int value);

    void store64(long offset, long value);

    /** Copies out of memory. */
    void read(long offset, byte[] target, int from, int length);

    /** Copies into memory. */
    void write(long offset, byte[] source, int from, int length);

    /** Orders all earlier accesses before all later ones, as the guest's CPUs see them. */
    void barrier();
}
