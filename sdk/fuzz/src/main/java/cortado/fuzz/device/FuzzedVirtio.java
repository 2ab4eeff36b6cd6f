package cortado.fuzz.device;

import static cortado.driver.virtio.VirtioRegister.*;

import cortado.abi.LittleEndian;
import cortado.driver.virtio.QueueLayout;
import java.util.Map;
import java.util.Random;

/** A virtio device with one queue (virtio 1.2 §2.7, §4.2): serves its chains, or writes anything into the rings. */
public final class FuzzedVirtio extends FuzzedDevice {
    private static final int MOST_DESCRIPTORS = 64;

    private final int device;
    private final byte[] configuration;
    private int interrupts;
    private int seen;
    private int used;

    /** @param device the kind of device, {@code DEVICE_…} */
    public FuzzedVirtio(int device, byte[] configuration) {
        super(Map.of());
        this.device = device;
        this.configuration = configuration;
    }

    @Override
    protected void reset() {
        interrupts = 0;
        seen = 0;
        used = 0;
    }

    @Override
    protected boolean wantsAttention() {
        return interrupts != 0;
    }

    @Override
    protected long good(long offset) {
        if (offset >= CONFIG) {
            int at = (int) offset - CONFIG;
            return at + 4 <= configuration.length ? LittleEndian.i32(configuration, at) & 0xffff_ffffL : 0;
        }
        return switch ((int) offset) {
            case 0x000 -> MAGIC;
            case 0x004 -> VERSION_MODERN;
            case 0x008 -> device;
            case 0x010 -> register(DEVICE_FEATURES_SEL.offset()) == 0 ? 0 : FEATURE_VERSION_1 >>> 32;
            case 0x034 -> register(QUEUE_SEL.offset()) == 0 ? MOST_DESCRIPTORS : 0;
            case 0x060 -> interrupts;
            default -> register(offset);
        };
    }

    @Override
    protected void written(long offset, long value) {
        if (offset == STATUS.offset() && value == 0) {
            reset();
        } else if (offset == INTERRUPT_ACK.offset()) {
            interrupts &= (int) ~value;
        } else if (offset == QUEUE_NOTIFY.offset()) {
            serve();
        }
    }

    private void serve() {
        int size = (int) register(QUEUE_NUM.offset());
        if (size <= 0 || size > MOST_DESCRIPTORS) {
            return;
        }
        long available = address(QUEUE_DRIVER_LOW.offset());
        int index = load16(available + QueueLayout.RING_INDEX);
        for (int turns = 0; seen != index && turns < size; turns++) {
            long entry = QueueLayout.RING_ENTRIES + (long) QueueLayout.AVAILABLE_ENTRY * (seen % size);
            int head = load16(available + entry);
            seen = seen + 1 & 0xffff;
            giveBack(size, head, script().strays() ? (int) script().value(4) : process(size, head));
        }
        interrupts |= script().strays() ? script().next() : INTERRUPT_USED_BUFFER;
        scribble(size);
    }

    /** Fills every buffer that it may write with bytes, the last with zeros: the bytes written. */
    private int process(int size, int head) {
        int written = 0;
        int index = head;
        for (int length = 0; length < size; length++) {
            long at = address(QUEUE_DESC_LOW.offset()) + (long) QueueLayout.DESCRIPTOR_SIZE * (index % size);
            byte[] descriptor = bytes(at, QueueLayout.DESCRIPTOR_SIZE);
            int flags = LittleEndian.u16(descriptor, QueueLayout.DESCRIPTOR_FLAGS);
            int count = Math.min(LittleEndian.i32(descriptor, QueueLayout.DESCRIPTOR_LENGTH), 1 << 16);
            if ((flags & QueueLayout.FLAG_WRITE) != 0 && count > 0) {
                byte[] filling = new byte[count];
                if (count > 1) {
                    new Random(seen).nextBytes(filling);
                } else {
                    filling[0] = (byte) script().register(0, 1);
                }
                store(LittleEndian.i64(descriptor, QueueLayout.DESCRIPTOR_ADDRESS), filling);
                written += count;
            }
            if ((flags & QueueLayout.FLAG_NEXT) == 0) {
                break;
            }
            index = LittleEndian.u16(descriptor, QueueLayout.DESCRIPTOR_NEXT);
        }
        return written;
    }

    private void giveBack(int size, int head, int length) {
        byte[] entry = new byte[QueueLayout.USED_ENTRY];
        LittleEndian.put32(entry, 0, (int) script().register(head, 4));
        LittleEndian.put32(entry, 4, length);
        long ring = address(QUEUE_DEVICE_LOW.offset());
        store(ring + QueueLayout.RING_ENTRIES + (long) QueueLayout.USED_ENTRY * (used % size), entry);
        used = used + (script().strays() ? script().next() : 1) & 0xffff;
        byte[] index = new byte[2];
        LittleEndian.put16(index, 0, used);
        store(ring + QueueLayout.RING_INDEX, index);
    }

    /** What a device may not: bytes anywhere in the queue's own memory. */
    private void scribble(int size) {
        while (script().strays()) {
            byte[] value = new byte[4];
            LittleEndian.put32(value, 0, (int) script().value(4));
            int place = (script().next() | script().next() << 8) % QueueLayout.size(size);
            store(address(QUEUE_DESC_LOW.offset()) + place, value);
        }
    }

    private long address(int low) {
        return (register(low + 4L) << 32) | (register(low) & 0xffff_ffffL);
    }

    private int load16(long address) {
        return LittleEndian.u16(bytes(address, 2), 0);
    }
}
