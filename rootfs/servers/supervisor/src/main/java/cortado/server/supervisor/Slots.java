package cortado.server.supervisor;

import cortado.abi.LittleEndian;

/**
 * Numbered places for small records in memory that outlives this process. Each has a checksum, so that what was cut off
 * while it was written, belongs elsewhere or is no record at all reads as none: what such memory holds is not trusted.
 */
final class Slots {
    /** The memory. */
    interface Ram extends Archive.Source {
        /** Copies in. */
        void write(long offset, byte[] source, int from, int length);
    }

    /** Bytes of a slot. */
    static final int SIZE = 512;

    private static final int CHECKSUM = 0;
    private static final int LENGTH = 4;
    private static final int RECORD = 8;
    /** Bytes of the longest record. */
    static final int MOST = SIZE - RECORD;

    /** CRC-32 of IEEE 802.3, reflected. */
    private static final int POLYNOMIAL = 0xedb8_8320;

    private final Ram ram;
    private final long offset;
    private final int count;
    private final byte[] bytes = new byte[SIZE];

    /** The whole slots of a part of the memory. */
    Slots(Ram ram, long offset, long length) {
        this.ram = ram;
        this.offset = offset;
        this.count = (int) (length / SIZE);
    }

    int count() {
        return count;
    }

    /** The record, or null. */
    byte[] read(int slot) {
        ram.read(place(slot), bytes, 0, SIZE);
        int length = LittleEndian.i32(bytes, LENGTH);
        if (length <= 0 || length > MOST || LittleEndian.i32(bytes, CHECKSUM) != checksum(slot, length)) {
            return null;
        }
        byte[] record = new byte[length];
        System.arraycopy(bytes, RECORD, record, 0, length);
        return record;
    }

    /** Replaces the record by one of 1 to {@link #MOST} bytes. */
    void write(int slot, byte[] record) {
        LittleEndian.put32(bytes, LENGTH, record.length);
        System.arraycopy(record, 0, bytes, RECORD, record.length);
        LittleEndian.put32(bytes, CHECKSUM, checksum(slot, record.length));
        ram.write(place(slot), bytes, 0, RECORD + record.length);
    }

    /** Removes the record. */
    void clear(int slot) {
        LittleEndian.put64(bytes, 0, 0);
        ram.write(place(slot), bytes, 0, RECORD);
    }

    private long place(int slot) {
        if (slot < 0 || slot >= count) {
            throw new IndexOutOfBoundsException("slot " + slot + " of " + count);
        }
        return offset + (long) slot * SIZE;
    }

    /** Of the slot's number, the length and the record. */
    private int checksum(int slot, int length) {
        int sum = -1;
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            sum = step(sum, slot >>> shift);
        }
        for (int i = LENGTH; i < RECORD + length; i++) {
            sum = step(sum, bytes[i]);
        }
        return ~sum;
    }

    private static int step(int sum, int value) {
        int next = sum ^ (value & 0xff);
        for (int bit = 0; bit < Byte.SIZE; bit++) {
            next = (next >>> 1) ^ (POLYNOMIAL & -(next & 1));
        }
        return next;
    }
}
