package cortado.driver.pl011;

import cortado.api.Folio;

/**
 * A ring of bytes that came from the line and that no client has yet, in memory that outlives the driver. Each side of
 * it is a count of bytes since the memory was made: a byte is entered before it is counted as put, and counts as taken
 * before it is given away, so that a driver that dies in between gives none twice.
 */
final class Typed {
    /** Bytes of memory that it needs. */
    static final long MEMORY = 8192;
    /** Bytes that it holds: a power of two, so that counts may overflow. */
    static final int CAPACITY = 4096;

    private static final long MAGIC = 0x3144_4550_5954_4c50L; // "PLTYPED1"
    private static final int MAGIC_AT = 0;
    private static final int PUT_AT = 8;
    private static final int TAKEN_AT = 12;
    private static final int RING_AT = 4096;

    private final Folio memory;
    private int put;
    private int taken;

    /**
     * Goes on with what the memory holds; begins anew if that makes no sense.
     *
     * @param memory of {@link #MEMORY} bytes
     */
    Typed(Folio memory) {
        this.memory = memory;
        put = memory.load32(PUT_AT);
        taken = memory.load32(TAKEN_AT);
        if (memory.load64(MAGIC_AT) != MAGIC || count() < 0 || count() > CAPACITY) {
            put = 0;
            taken = 0;
            memory.store32(PUT_AT, 0);
            memory.store32(TAKEN_AT, 0);
            memory.barrier();
            memory.store64(MAGIC_AT, MAGIC);
        }
    }

    /** Bytes that nobody has taken. */
    int count() {
        return put - taken;
    }

    /** Whether nothing more fits. */
    boolean isFull() {
        return count() == CAPACITY;
    }

    /** Enters a byte; not if it {@link #isFull()}. */
    void put(int value) {
        memory.store8(RING_AT + Math.floorMod(put, CAPACITY), value);
        memory.barrier();
        memory.store32(PUT_AT, ++put);
    }

    /**
     * Takes the oldest bytes that lie in one piece.
     *
     * @return how many, at most as many as {@code bytes} holds
     */
    int take(byte[] bytes) {
        int from = Math.floorMod(taken, CAPACITY);
        int length = Math.min(Math.min(count(), bytes.length), CAPACITY - from);
        memory.read(RING_AT + from, bytes, 0, length);
        taken += length;
        memory.store32(TAKEN_AT, taken);
        memory.barrier();
        return length;
    }
}
