package cortado.driver.virtio;

import static cortado.driver.virtio.VirtioRegister.*;

import cortado.abi.LittleEndian;
import cortado.kernel.simulated.SimulatedRam;
import cortado.testkit.Hardware;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A virtio device behind the memory-mapped transport, with one queue, legacy or not; what the device does with a chain
 * is its subclass's. Refuses what virtio 1.2 forbids a driver.
 */
public abstract class SimulatedVirtio implements Hardware {
    /** Descriptors that its queue may have. */
    private static final int MOST_DESCRIPTORS = 128;

    /** One buffer of a chain. */
    public record Buffer(long address, int length, boolean writable) {}

    private final int deviceId;
    private final boolean legacy;
    private final long offered;
    private final byte[] configuration;
    private final Map<Integer, Integer> registers = new HashMap<>();
    private final int[] accepted = new int[2];
    private SimulatedRam ram;
    private int interrupts;
    private int seen;
    private int used;
    private int resets;
    private boolean silent;

    protected SimulatedVirtio(int deviceId, boolean legacy, long features, byte[] configuration) {
        this.deviceId = deviceId;
        this.legacy = legacy;
        this.offered = features | (legacy ? 0 : FEATURE_VERSION_1);
        this.configuration = configuration;
    }

    /** Does what the chain asks for; returns how many bytes were written to its buffers. */
    protected abstract int process(List<Buffer> chain);

    /** The features that the driver accepted. */
    public synchronized long accepted() {
        return ((long) accepted[1] << 32) | (accepted[0] & 0xffff_ffffL);
    }

    /** How often a driver has reset it. */
    public synchronized int resets() {
        return resets;
    }

    /** From now on it takes requests, and answers none, or does again. */
    public synchronized void setSilent(boolean value) {
        silent = value;
    }

    /** Hostile: gives back a chain that the driver need not have made available, and interrupts. */
    public synchronized void giveBack(int head, int written) {
        pushUsed(head, written);
        interrupts |= INTERRUPT_USED_BUFFER;
    }

    /** Hostile: says that it has used so many more chains. */
    public synchronized void jumpIndex(int by) {
        used += by;
        store16(usedRing() + QueueLayout.RING_INDEX, used);
        interrupts |= INTERRUPT_USED_BUFFER;
    }

    /** Says that only a reset helps. */
    public synchronized void needReset() {
        registers.merge(STATUS.offset(), STATUS_NEEDS_RESET, (a, b) -> a | b);
        interrupts |= INTERRUPT_CONFIGURATION;
    }

    @Override
    public void connect(SimulatedRam memory) {
        ram = memory;
    }

    @Override
    public synchronized boolean isInterrupting() {
        return interrupts != 0;
    }

    @Override
    public synchronized long read(long offset, int width) {
        if (offset >= CONFIG) {
            int at = (int) offset - CONFIG;
            return at + 4 <= configuration.length ? LittleEndian.i32(configuration, at) & 0xffff_ffffL : 0;
        }
        require(width == 4, "a register read of " + width + " bytes");
        int at = (int) offset;
        if (at == MAGIC_VALUE.offset()) {
            return MAGIC;
        } else if (at == VERSION.offset()) {
            return legacy ? VERSION_LEGACY : VERSION_MODERN;
        } else if (at == DEVICE_ID.offset()) {
            return deviceId;
        } else if (at == DEVICE_FEATURES.offset()) {
            return register(DEVICE_FEATURES_SEL.offset()) == 0 ? (int) offered : (int) (offered >>> 32);
        } else if (at == VirtioRegister.QUEUE_NUM_MAX.offset()) {
            return register(QUEUE_SEL.offset()) == 0 ? MOST_DESCRIPTORS : 0;
        } else if (at == INTERRUPT_STATUS.offset()) {
            return interrupts;
        }
        return register(at);
    }

    @Override
    public synchronized void write(long offset, int width, long value) {
        require(width == 4, "a register write of " + width + " bytes");
        int at = (int) offset;
        if (at == STATUS.offset()) {
            status((int) value);
        } else if (at == INTERRUPT_ACK.offset()) {
            interrupts &= (int) ~value;
        } else if (at == DRIVER_FEATURES.offset()) {
            accepted[register(DRIVER_FEATURES_SEL.offset())] = (int) value;
        } else if (at == QUEUE_NOTIFY.offset()) {
            require((register(STATUS.offset()) & STATUS_DRIVER_OK) != 0, "a notification before DRIVER_OK");
            serve();
        } else {
            boolean forLegacy =
                    at == GUEST_PAGE_SIZE.offset() || at == QUEUE_ALIGN.offset() || at == QUEUE_PFN.offset();
            boolean forModern = at == QUEUE_READY.offset() || at >= QUEUE_DESC_LOW.offset();
            require(legacy ? !forModern : !forLegacy, "a write to " + at + " of the other interface");
            registers.put(at, (int) value);
        }
    }

    private void status(int value) {
        if (value == 0) {
            registers.clear();
            interrupts = 0;
            seen = 0;
            used = 0;
            resets++;
            return;
        }
        int before = register(STATUS.offset());
        require((before & ~value & ~STATUS_NEEDS_RESET) == 0, "a status bit taken back");
        boolean unknown = (accepted() & ~offered) != 0;
        boolean refused = (value & STATUS_FEATURES_OK) != 0 && unknown;
        registers.put(STATUS.offset(), refused ? value & ~STATUS_FEATURES_OK : value);
    }

    /** Works through what is available. */
    private void serve() {
        while (!silent && seen != load16(availableRing() + QueueLayout.RING_INDEX)) {
            int slot = seen % size();
            int head = load16(availableRing() + QueueLayout.RING_ENTRIES + (long) QueueLayout.AVAILABLE_ENTRY * slot);
            seen = seen + 1 & 0xffff;
            int written = process(chain(head));
            pushUsed(head, written);
            interrupts |= INTERRUPT_USED_BUFFER;
        }
    }

    private List<Buffer> chain(int head) {
        List<Buffer> chain = new ArrayList<>();
        int index = head;
        while (true) {
            require(chain.size() < size(), "a chain that never ends");
            long at = descriptors() + (long) QueueLayout.DESCRIPTOR_SIZE * index;
            int flags = load16(at + QueueLayout.DESCRIPTOR_FLAGS);
            boolean writable = (flags & QueueLayout.FLAG_WRITE) != 0;
            require(
                    writable || chain.isEmpty() || !chain.getLast().writable(),
                    "a readable buffer after a writable one");
            byte[] fields = bytes(at, 12);
            chain.add(new Buffer(LittleEndian.i64(fields, 0), LittleEndian.i32(fields, 8), writable));
            if ((flags & QueueLayout.FLAG_NEXT) == 0) {
                return chain;
            }
            index = load16(at + QueueLayout.DESCRIPTOR_NEXT);
        }
    }

    private void pushUsed(int head, int written) {
        byte[] entry = new byte[8];
        LittleEndian.put32(entry, 0, head);
        LittleEndian.put32(entry, 4, written);
        ram.write(usedRing() + QueueLayout.RING_ENTRIES + (long) QueueLayout.USED_ENTRY * (used % size()), entry, 0, 8);
        used = used + 1 & 0xffff;
        store16(usedRing() + QueueLayout.RING_INDEX, used);
    }

    private int size() {
        return register(QUEUE_NUM.offset());
    }

    private long descriptors() {
        if (legacy) {
            return (register(QUEUE_PFN.offset()) & 0xffff_ffffL) * register(GUEST_PAGE_SIZE.offset());
        }
        require(register(QUEUE_READY.offset()) == 1, "a queue that is not ready");
        return address(QUEUE_DESC_LOW.offset());
    }

    private long availableRing() {
        return legacy ? descriptors() + QueueLayout.available(size()) : address(QUEUE_DRIVER_LOW.offset());
    }

    private long usedRing() {
        return legacy ? descriptors() + QueueLayout.used(size()) : address(QUEUE_DEVICE_LOW.offset());
    }

    private long address(int low) {
        return ((long) register(low + 4) << 32) | (register(low) & 0xffff_ffffL);
    }

    private int register(int offset) {
        return registers.getOrDefault(offset, 0);
    }

    protected final byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        ram.read(address, bytes, 0, length);
        return bytes;
    }

    protected final void store(long address, byte[] bytes) {
        ram.write(address, bytes, 0, bytes.length);
    }

    private int load16(long address) {
        return LittleEndian.u16(bytes(address, 2), 0);
    }

    private void store16(long address, int value) {
        byte[] bytes = new byte[2];
        LittleEndian.put16(bytes, 0, value);
        store(address, bytes);
    }

    private static void require(boolean kept, String broken) {
        if (!kept) {
            throw new IllegalStateException("the driver broke virtio's rules: " + broken);
        }
    }
}
