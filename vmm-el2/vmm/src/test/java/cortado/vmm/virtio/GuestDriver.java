package cortado.vmm.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.vmm.GuestMemory;
import cortado.vmm.IrqLine;
import cortado.vmm.KeptLog;

/** The guest's side of a virtio device, as Linux's driver plays it; and what a hostile one needs to break it. */
final class GuestDriver implements IrqLine {
    static final long BASE = 0x4000_0000L;
    static final int MEMORY = 1 << 20;
    /** Where queue n has its rings: 64 KiB apart. */
    static final long RINGS = BASE + 0x1_0000;

    private static final long RING_STRIDE = 0x4000;
    /** Where a test may put buffers. */
    static final long BUFFERS = BASE + 0x8_0000;

    static final int QUEUE = 16;

    final GuestMemory memory = new GuestMemory(BASE, new byte[MEMORY]);
    final KeptLog log = new KeptLog();
    VirtioMmio device;
    int edges;
    private boolean high;
    private final int[] available = new int[16];
    private final int[] seen = new int[16];
    private int descriptor;

    void attach(VirtioDevice model) {
        device = new VirtioMmio("device", model, this, log);
    }

    @Override
    public void set(boolean nowHigh) {
        if (nowHigh && !high) {
            edges++;
        }
        high = nowHigh;
    }

    int read(int register) {
        return (int) device.read(0, register, 4);
    }

    void write(int register, int value) {
        device.write(0, register, 4, value & 0xffff_ffffL);
    }

    /** Negotiates the features, all offered ones but those in {@code without}, and starts the queues. */
    void start(int queues, long without) {
        assertEquals(0x7472_6976, read(0x000));
        assertEquals(2, read(0x004));
        write(0x070, 0);
        write(0x070, 1);
        write(0x070, 3);
        write(0x014, 0);
        long offered = read(0x010) & 0xffff_ffffL;
        write(0x014, 1);
        offered |= (long) read(0x010) << 32;
        long chosen = offered & ~without;
        write(0x024, 0);
        write(0x020, (int) chosen);
        write(0x024, 1);
        write(0x020, (int) (chosen >>> 32));
        write(0x070, 11);
        assertEquals(11, read(0x070), "FEATURES_OK must stay");
        for (int i = 0; i < queues; i++) {
            setUp(i, QUEUE, descriptors(i), availableRing(i), usedRing(i));
            assertEquals(1, read(0x044));
        }
        write(0x070, 15);
    }

    void setUp(int queue, int size, long descriptors, long availableRing, long usedRing) {
        write(0x030, queue);
        assertNotEquals(0, read(0x034));
        write(0x038, size);
        pair(0x080, descriptors);
        pair(0x090, availableRing);
        pair(0x0a0, usedRing);
        write(0x044, 1);
    }

    private void pair(int register, long value) {
        write(register, (int) value);
        write(register + 4, (int) (value >>> 32));
    }

    static long descriptors(int queue) {
        return RINGS + queue * RING_STRIDE;
    }

    static long availableRing(int queue) {
        return descriptors(queue) + 0x1000;
    }

    static long usedRing(int queue) {
        return descriptors(queue) + 0x2000;
    }

    void descriptor(int queue, int index, long address, int length, int flags, int next) {
        long at = descriptors(queue) + 16L * index;
        memory.store64(at, address);
        memory.store32(at + 8, length);
        memory.store16(at + 12, flags);
        memory.store16(at + 14, next);
    }

    /** Makes the chain that starts at a descriptor available, without a notification. */
    void offer(int queue, int head) {
        memory.store16(availableRing(queue) + 4 + 2L * (available[queue] & (QUEUE - 1)), head);
        memory.store16(availableRing(queue) + 2, ++available[queue] & 0xffff);
    }

    void notifyQueue(int queue) {
        write(0x050, queue);
    }

    /** One request: bytes to read in the first buffer, room in the second; either may be empty. Its head. */
    int request(int queue, byte[] out, int room) {
        int head = descriptor % QUEUE;
        long buffer = BUFFERS + 0x4000L * (head / 2);
        descriptor += 2;
        memory.write(buffer, out, 0, out.length);
        if (out.length > 0) {
            descriptor(queue, head, buffer, out.length, room > 0 ? VirtQueue.NEXT : 0, head + 1);
            if (room > 0) {
                descriptor(queue, head + 1, buffer + 0x2000, room, VirtQueue.WRITE, 0);
            }
        } else {
            descriptor(queue, head, buffer + 0x2000, room, VirtQueue.WRITE, 0);
        }
        offer(queue, head);
        return head;
    }

    /** What the device wrote for the request that it returned next. */
    byte[] answer(int queue) {
        assertTrue(answered(queue), "no answer");
        long entry = usedRing(queue) + 4 + 8L * (seen[queue]++ & (QUEUE - 1));
        int head = memory.load32(entry);
        byte[] bytes = new byte[memory.load32(entry + 4)];
        memory.read(BUFFERS + 0x4000L * (head / 2) + 0x2000, bytes, 0, bytes.length);
        return bytes;
    }

    boolean answered(int queue) {
        return memory.load16(usedRing(queue) + 2) != (seen[queue] & 0xffff);
    }

    boolean broken() {
        return (read(0x070) & 64) != 0;
    }

    /** Reads and acknowledges the causes of an interrupt. */
    int acknowledge() {
        int causes = read(0x060);
        write(0x064, causes);
        return causes;
    }
}
