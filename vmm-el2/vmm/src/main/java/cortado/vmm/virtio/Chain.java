package cortado.vmm.virtio;

import cortado.vmm.GuestException;
import cortado.vmm.GuestMemory;

/**
 * One request of a guest's driver: the buffers of one descriptor chain, first those to read, then those to write
 * (virtio 1.2 §2.7.4.2). Addresses and lengths were copied out of the guest once and lie in its memory; one object
 * serves a queue for ever.
 */
public final class Chain {
    private final GuestMemory memory;
    private final long[] addresses;
    private final int[] lengths;
    private int segments;
    private int firstWritable;
    private long readable;
    private long writable;
    private int head;

    Chain(GuestMemory memory, int capacity) {
        this.memory = memory;
        this.addresses = new long[capacity];
        this.lengths = new int[capacity];
    }

    /** Index of the first descriptor, by which the request is returned. */
    int head() {
        return head;
    }

    void begin(int newHead) {
        head = newHead;
        segments = 0;
        firstWritable = 0;
        readable = 0;
        writable = 0;
    }

    void add(long address, int length, boolean write) {
        if (segments == addresses.length) {
            throw new GuestException("a chain of more than " + segments + " descriptors, perhaps a loop");
        }
        if (length < 0 || !memory.contains(address, length)) {
            throw new GuestException("a descriptor of " + Integer.toUnsignedString(length) + " bytes at 0x"
                    + Long.toHexString(address) + ", which is not in RAM");
        }
        if (write) {
            writable += length;
        } else if (firstWritable < segments) {
            throw new GuestException("a descriptor to read after one to write");
        } else {
            firstWritable++;
            readable += length;
        }
        addresses[segments] = address;
        lengths[segments++] = length;
    }

    /** Bytes that the driver gave. */
    public long readable() {
        return readable;
    }

    /** Bytes that the driver has room for. */
    public long writable() {
        return writable;
    }

    /**
     * Copies bytes that the driver gave.
     *
     * @param position first byte, counted over all buffers to read
     * @throws GuestException if there are not as many
     */
    public void read(long position, byte[] target, int from, int length) {
        if (position < 0 || length > readable - position) {
            throw new GuestException(
                    "a request of " + readable + " bytes, too short for " + length + " at " + position);
        }
        long skip = position;
        int at = from;
        int left = length;
        for (int i = 0; i < firstWritable && left > 0; i++) {
            if (skip >= lengths[i]) {
                skip -= lengths[i];
                continue;
            }
            int part = (int) Math.min(left, lengths[i] - skip);
            memory.read(addresses[i] + skip, target, at, part);
            skip = 0;
            at += part;
            left -= part;
        }
    }

    /**
     * Copies bytes into the driver's buffers.
     *
     * @param position first byte, counted over all buffers to write
     * @throws GuestException if there is no room for as many
     */
    public void write(long position, byte[] source, int from, int length) {
        if (position < 0 || length > writable - position) {
            throw new GuestException("room for " + writable + " bytes, too small for " + length + " at " + position);
        }
        long skip = position;
        int at = from;
        int left = length;
        for (int i = firstWritable; i < segments && left > 0; i++) {
            if (skip >= lengths[i]) {
                skip -= lengths[i];
                continue;
            }
            int part = (int) Math.min(left, lengths[i] - skip);
            memory.write(addresses[i] + skip, source, at, part);
            skip = 0;
            at += part;
            left -= part;
        }
    }
}
