package cortado.arch.aarch64;

/** A device's 32-bit registers by byte offset: mapped ones on the board, a simulated device in tests. */
interface RegisterBlock {
    /** Loads four bytes. */
    int load(int offset);

    /** Stores four bytes. */
    void store(int offset, int value);

    /** The part of the block that starts at an offset. */
    RegisterBlock from(int offset);
}
