package cortado.vmm.virtio;

import cortado.vmm.GuestException;
import cortado.vmm.GuestMemory;

/**
 * The device's side of a split virtqueue (virtio 1.2 §2.7). The rings are the guest's: each field is read once,
 * checked, and only then used, and a chain ends after as many descriptors as the queue has.
 */
public final class VirtQueue {
    /** The largest size that a driver may choose. */
    public static final int LARGEST = 256;

    /** Descriptor flags: §2.7.5. */
    static final int NEXT = 1;

    static final int WRITE = 2;
    static final int INDIRECT = 4;
    /** Flag of the available ring: §2.7.6. */
    static final int NO_INTERRUPT = 1;

    private static final int DESCRIPTOR = 16;
    /** Where the entries of both rings start, after flags and index. */
    private static final int ENTRIES = 4;

    private static final int USED_ENTRY = 8;

    private final GuestMemory memory;
    private final Chain chain;

    int size = LARGEST;
    boolean ready;
    /** Descriptor area, driver area (available ring), device area (used ring). */
    long descriptors;

    long available;
    long used;

    /** VIRTIO_F_EVENT_IDX and VIRTIO_F_INDIRECT_DESC were negotiated. */
    boolean eventIndex;

    boolean indirect;

    /** How many chains were taken, and returned, modulo 2^16. */
    private int taken;

    private int returned;
    /** {@link #returned} when the driver was last told. */
    private int told;

    private boolean outstanding;

    VirtQueue(GuestMemory memory) {
        this.memory = memory;
        this.chain = new Chain(memory, LARGEST);
    }

    void reset() {
        size = LARGEST;
        ready = false;
        descriptors = 0;
        available = 0;
        used = 0;
        eventIndex = false;
        indirect = false;
        taken = 0;
        returned = 0;
        told = 0;
        outstanding = false;
    }

    /** Checks what the driver set up, and starts. */
    void enable() {
        if (size < 1 || size > LARGEST || (size & (size - 1)) != 0) {
            throw new GuestException("a queue of " + size + " entries, which is no power of two up to " + LARGEST);
        }
        area("descriptors", descriptors, DESCRIPTOR, (long) DESCRIPTOR * size);
        area("the available ring", available, 2, ENTRIES + 2L * size + 2);
        area("the used ring", used, 4, ENTRIES + (long) USED_ENTRY * size + 2);
        ready = true;
    }

    private void area(String what, long address, int alignment, long length) {
        if (address % alignment != 0 || !memory.contains(address, length)) {
            throw new GuestException(what + " of a queue at 0x" + Long.toHexString(address) + ", which is not " + length
                    + " bytes of RAM aligned to " + alignment);
        }
    }

    /** Whether the driver has set it up. */
    public boolean isReady() {
        return ready;
    }

    /** How many requests wait. */
    public int waiting() {
        if (!ready) {
            return 0;
        }
        int count = (memory.load16(available + 2) - taken) & 0xffff;
        if (count > size) {
            throw new GuestException("the available index jumped to " + count + " requests in a queue of " + size);
        }
        return count;
    }

    /**
     * Takes the next request; null if there is none. It stays valid until {@link #finish}, which must come before the
     * next is taken.
     */
    public Chain take() {
        if (outstanding) {
            throw new IllegalStateException("the request before was not finished");
        }
        if (waiting() == 0) {
            wantNotification();
            if (!eventIndex || waiting() == 0) {
                return null;
            }
        }
        memory.barrier(); // the entry is read after the index that says that it is there
        int head = memory.load16(available + ENTRIES + 2L * (taken & (size - 1)));
        chain.begin(head);
        walk(descriptors, size, head, true);
        taken = (taken + 1) & 0xffff;
        outstanding = true;
        return chain;
    }

    /** The request that was taken and is not finished, or null. */
    public Chain current() {
        return outstanding ? chain : null;
    }

    /** Puts the request taken last back, to be taken again. */
    public void putBack() {
        taken = (taken - 1) & 0xffff;
        outstanding = false;
    }

    /** Adds the chain that starts at descriptor {@code head} of a table of {@code count}. */
    private void walk(long table, int count, int head, boolean outer) {
        int index = head;
        for (int steps = 0; ; steps++) {
            if (index >= count) {
                throw new GuestException("descriptor " + index + " of " + count);
            }
            if (steps == count) {
                throw new GuestException("a loop of descriptors");
            }
            long at = table + (long) DESCRIPTOR * index;
            long address = memory.load64(at);
            int length = memory.load32(at + 8);
            int flags = memory.load16(at + 12);
            if ((flags & INDIRECT) != 0) {
                table(address, length, flags, outer);
                return;
            }
            chain.add(address, length, (flags & WRITE) != 0);
            if ((flags & NEXT) == 0) {
                return;
            }
            index = memory.load16(at + 14);
        }
    }

    /** §2.7.5.3: a descriptor that stands for a table of them. */
    private void table(long address, int length, int flags, boolean outer) {
        if (!indirect || !outer || (flags & NEXT) != 0) {
            throw new GuestException("an indirect descriptor where there may be none");
        }
        if (length <= 0 || length % DESCRIPTOR != 0 || length / DESCRIPTOR > LARGEST) {
            throw new GuestException(
                    "an indirect table of " + Integer.toUnsignedString(length) + " bytes, not 16 to 16 × " + LARGEST);
        }
        area("an indirect table", address, DESCRIPTOR, length);
        walk(address, length / DESCRIPTOR, 0, false);
    }

    /** Returns the request that was taken, of whose buffers {@code written} bytes were filled (§2.7.8). */
    public void finish(long written) {
        if (!outstanding) {
            throw new IllegalStateException("no request was taken");
        }
        outstanding = false;
        long entry = used + ENTRIES + (long) USED_ENTRY * (returned & (size - 1));
        memory.store32(entry, chain.head());
        memory.store32(entry + 4, (int) Math.min(written, Integer.MAX_VALUE));
        memory.barrier(); // the entry is there before the index that says so
        returned = (returned + 1) & 0xffff;
        memory.store16(used + 2, returned);
    }

    /** Whether the driver is to be interrupted for what was returned since it was asked last (§2.7.7). */
    boolean wantsInterrupt() {
        if (!ready || told == returned) {
            return false;
        }
        memory.barrier(); // the driver sees the index, or we see what it asks for
        boolean wants;
        if (eventIndex) {
            int event = memory.load16(available + ENTRIES + 2L * size);
            wants = ((returned - event - 1) & 0xffff) < ((returned - told) & 0xffff);
        } else {
            wants = (memory.load16(available) & NO_INTERRUPT) == 0;
        }
        told = returned;
        return wants;
    }

    /** With event indexes the driver notifies for the next request only if asked to (§2.7.10). */
    private void wantNotification() {
        if (eventIndex) {
            memory.store16(used + ENTRIES + (long) USED_ENTRY * size, taken);
            memory.barrier();
        }
    }
}
