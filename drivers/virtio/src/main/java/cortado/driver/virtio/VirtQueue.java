package cortado.driver.virtio;

import cortado.api.DeviceException;
import cortado.api.Folio;

/**
 * The driver's side of a split virtqueue. The device may write anything into the rings at any time: nothing is read
 * back from them but the used ring, and every index and length found there is checked against what is in flight.
 */
public final class VirtQueue {
    /** A chain that the device has given back: its head, and how many bytes the device says it wrote. */
    public record Used(int head, int written) {}

    private final Folio memory;
    private final int size;
    /** Per descriptor: the next of its chain or of the free list, -1 at the end. */
    private final int[] next;
    /** Per head: bytes that the device may write; -1 while the chain is not in flight. */
    private final int[] writable;

    private int free;
    private int freeCount;
    private int inFlight;
    private int lastDescriptor = -1;
    private int lastFlags;
    private int head = -1;
    private int chainWritable;
    /** Free-running, modulo 2^16. */
    private int availableIndex;

    private int usedIndex;

    /** A queue of that many descriptors, a power of two. */
    public VirtQueue(int size) {
        this.size = size;
        this.memory = Folio.createDma(QueueLayout.size(size));
        this.next = new int[size];
        this.writable = new int[size];
        for (int i = 0; i < size; i++) {
            next[i] = i + 1 < size ? i + 1 : -1;
            writable[i] = -1;
        }
        this.freeCount = size;
    }

    /** Descriptors. */
    public int size() {
        return size;
    }

    /** Where the device finds the descriptors; the rings follow as in {@link QueueLayout}. */
    public long busAddress() {
        return memory.dmaAddress();
    }

    /** Chains that the device has not given back. */
    public int inFlight() {
        return inFlight;
    }

    /** Adds a buffer that the device reads to the chain being built. */
    public VirtQueue readable(long address, int length) {
        append(address, length, 0);
        return this;
    }

    /** Adds a buffer that the device writes; such buffers come after those that it reads. */
    public VirtQueue writable(long address, int length) {
        append(address, length, QueueLayout.FLAG_WRITE);
        chainWritable += length;
        return this;
    }

    /** Ends the chain and makes it available; returns its head. The device is still to be notified. */
    public int submit() {
        int submitted = head;
        next[lastDescriptor] = -1;
        writable[submitted] = chainWritable;
        inFlight++;
        head = -1;
        lastDescriptor = -1;
        chainWritable = 0;
        int ring = QueueLayout.available(size);
        int slot = availableIndex & size - 1;
        memory.store16(ring + QueueLayout.RING_ENTRIES + QueueLayout.AVAILABLE_ENTRY * slot, submitted);
        memory.barrier(); // §2.7.13.3.1: the entry before the index
        availableIndex = availableIndex + 1 & 0xffff;
        memory.store16(ring + QueueLayout.RING_INDEX, availableIndex);
        memory.barrier(); // §2.7.13.4.1: the index before the notification
        return submitted;
    }

    /**
     * The next chain that the device has given back, or null.
     *
     * @throws DeviceException if the ring says what cannot be
     */
    public Used poll() {
        int ring = QueueLayout.used(size);
        int index = memory.load16(ring + QueueLayout.RING_INDEX);
        int ahead = index - usedIndex & 0xffff;
        if (ahead == 0) {
            return null;
        }
        if (ahead > inFlight) {
            throw new DeviceException(
                    "the device says it used " + ahead + " buffers, but only " + inFlight + " are in flight");
        }
        memory.barrier(); // the index before the entry
        int entry = ring + QueueLayout.RING_ENTRIES + QueueLayout.USED_ENTRY * (usedIndex & size - 1);
        int used = memory.load32(entry);
        int written = memory.load32(entry + 4);
        if (used < 0 || used >= size || writable[used] < 0) {
            throw new DeviceException("the device used buffer " + used + ", which is not in flight");
        }
        if (written < 0 || written > writable[used]) {
            throw new DeviceException("the device says it wrote " + Integer.toUnsignedString(written)
                    + " bytes into a buffer of " + writable[used]);
        }
        usedIndex = usedIndex + 1 & 0xffff;
        release(used);
        return new Used(used, written);
    }

    private void append(long address, int length, int flags) {
        if (freeCount == 0) {
            throw new IllegalStateException("all " + size + " descriptors of the queue are in flight");
        }
        int index = free;
        free = next[index];
        freeCount--;
        int at = QueueLayout.DESCRIPTOR_SIZE * index;
        memory.store64(at + QueueLayout.DESCRIPTOR_ADDRESS, address);
        memory.store32(at + QueueLayout.DESCRIPTOR_LENGTH, length);
        memory.store16(at + QueueLayout.DESCRIPTOR_FLAGS, flags);
        memory.store16(at + QueueLayout.DESCRIPTOR_NEXT, 0);
        if (head < 0) {
            head = index;
        } else {
            int before = QueueLayout.DESCRIPTOR_SIZE * lastDescriptor;
            next[lastDescriptor] = index;
            memory.store16(before + QueueLayout.DESCRIPTOR_NEXT, index);
            memory.store16(before + QueueLayout.DESCRIPTOR_FLAGS, lastFlags | QueueLayout.FLAG_NEXT);
        }
        lastDescriptor = index;
        lastFlags = flags;
    }

    private void release(int chain) {
        writable[chain] = -1;
        inFlight--;
        int index = chain;
        while (index >= 0) {
            int following = next[index];
            next[index] = free;
            free = index;
            freeCount++;
            index = following;
        }
    }
}
