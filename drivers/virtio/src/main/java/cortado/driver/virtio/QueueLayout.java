package cortado.driver.virtio;

/**
 * A split virtqueue in memory: virtio 1.2 §2.7. Descriptors, then the available ring, then at the next multiple of
 * {@link #ALIGN} the used ring, which is the one arrangement that legacy devices accept.
 */
public final class QueueLayout {
    private QueueLayout() {}

    /** Descriptor (§2.7.5): {@code long} bus address. */
    public static final int DESCRIPTOR_ADDRESS = 0;
    /** {@code int} bytes. */
    public static final int DESCRIPTOR_LENGTH = 8;
    /** {@code short}. */
    public static final int DESCRIPTOR_FLAGS = 12;
    /** {@code short}: valid with {@link #FLAG_NEXT}. */
    public static final int DESCRIPTOR_NEXT = 14;

    public static final int DESCRIPTOR_SIZE = 16;

    /** The chain goes on. */
    public static final int FLAG_NEXT = 1;
    /** The device writes this buffer; otherwise it reads it. */
    public static final int FLAG_WRITE = 2;

    /** Both rings (§2.7.6, §2.7.8): {@code short} flags, {@code short} index, then the entries. */
    public static final int RING_INDEX = 2;

    public static final int RING_ENTRIES = 4;
    /** Available ring entry: {@code short}, the head of a chain. */
    public static final int AVAILABLE_ENTRY = 2;
    /** Used ring entry: {@code int} head, {@code int} bytes written. */
    public static final int USED_ENTRY = 8;

    /** Alignment of the used ring, and of the whole. */
    public static final int ALIGN = 4096;

    /** Offset of the available ring of a queue of that many descriptors. */
    public static int available(int descriptors) {
        return DESCRIPTOR_SIZE * descriptors;
    }

    /** Offset of the used ring. */
    public static int used(int descriptors) {
        int end = available(descriptors) + RING_ENTRIES + AVAILABLE_ENTRY * descriptors + 2;
        return (end + ALIGN - 1) / ALIGN * ALIGN;
    }

    /** Bytes of the whole. */
    public static int size(int descriptors) {
        return used(descriptors) + RING_ENTRIES + USED_ENTRY * descriptors + 2;
    }
}
