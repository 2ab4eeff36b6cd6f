package cortado.vmm.virtio;

import cortado.vmm.GuestMemory;

/**
 * What a kind of device adds to the transport. Methods that look at requests may throw
 * {@link cortado.vmm.GuestException}; the transport then marks the device as broken until the driver resets it.
 */
public abstract class VirtioDevice {
    /** Feature bits that belong to every device: virtio 1.2 §6. */
    static final long INDIRECT_DESC = 1L << 28;

    static final long EVENT_IDX = 1L << 29;
    static final long VERSION_1 = 1L << 32;

    private final int id;
    private final long features;
    private final VirtQueue[] queues;
    private VirtioMmio transport;

    /**
     * A device.
     *
     * @param id its kind, virtio 1.2 §5
     * @param features what it offers beyond the features of every device
     */
    VirtioDevice(GuestMemory memory, int id, int queueCount, long features) {
        this.id = id;
        this.features = features | INDIRECT_DESC | EVENT_IDX | VERSION_1;
        this.queues = new VirtQueue[queueCount];
        for (int i = 0; i < queueCount; i++) {
            queues[i] = new VirtQueue(memory);
        }
    }

    final int id() {
        return id;
    }

    final long features() {
        return features;
    }

    final int queueCount() {
        return queues.length;
    }

    final VirtQueue queue(int index) {
        return queues[index];
    }

    final void attach(VirtioMmio to) {
        transport = to;
    }

    /** Looks at a queue again although the driver did not ask: something on the host's side has changed. */
    final void poke(int queue) {
        if (transport != null) {
            transport.serve(queue);
        }
    }

    /** Whether the driver runs the device. */
    final boolean running() {
        return transport != null && transport.running();
    }

    /** Tells the driver that the device's configuration changed. */
    final void configurationChanged() {
        if (transport != null) {
            transport.configurationChanged();
        }
    }

    /** Works on what waits in a queue. */
    abstract void serve(int queue);

    /** The driver has agreed on features and is about to use the queues. */
    void start(long agreed) {}

    /** Forgets all that the driver did. */
    void reset() {}

    /** Bytes of the device's configuration. */
    int configurationSize() {
        return 0;
    }

    /** One byte of the configuration. */
    int configuration(int offset) {
        return 0;
    }

    /** The driver writes the configuration. */
    void configure(int offset, int width, long value) {}
}
