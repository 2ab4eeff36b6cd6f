package cortado.driver.virtio;

import static cortado.driver.virtio.VirtioRegister.*;

import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Mmio;
import cortado.api.Register;

/**
 * The memory-mapped transport, both the legacy interface (version 1) and the one of virtio 1.0 and later (version 2). A
 * driver constructs it before its queues, which resets the device and frees what earlier drivers left with it, then
 * {@link #negotiate}s, {@link #attach}es its queues and {@link #start}s.
 */
public final class VirtioMmio {
    /** The device has a second to reset; the standard names no time. */
    private static final long RESET_MILLISECONDS = 1000;

    private final Mmio registers;
    private final boolean legacy;
    private long features;

    /**
     * Resets the device.
     *
     * @param device the DeviceID that the driver is for
     * @throws DeviceException if something else is there
     */
    public VirtioMmio(Mmio registers, int device) {
        this.registers = registers;
        expect("magic number", registers.read(MAGIC_VALUE), MAGIC);
        int version = registers.read(VERSION);
        if (version != VERSION_LEGACY && version != VERSION_MODERN) {
            throw new DeviceException("the virtio transport has version " + version + ", but 1 or 2 was expected");
        }
        this.legacy = version == VERSION_LEGACY;
        expect("device id", registers.read(DEVICE_ID), device);
        registers.write(STATUS, 0);
        long deadline = Clock.after(RESET_MILLISECONDS);
        while (registers.read(STATUS) != 0) {
            if (Clock.nanos() > deadline) {
                throw new DeviceException("the device did not reset within " + RESET_MILLISECONDS + " ms");
            }
        }
        registers.quiet(); // §2.1: a device that has been reset touches no buffer
        registers.write(INTERRUPT_ACK, registers.read(INTERRUPT_STATUS));
        registers.write(STATUS, STATUS_ACKNOWLEDGE);
        registers.write(STATUS, STATUS_ACKNOWLEDGE | STATUS_DRIVER);
        if (legacy) {
            registers.write(GUEST_PAGE_SIZE, QueueLayout.ALIGN);
        }
    }

    /** Whether the device has the interface from before virtio 1.0. */
    public boolean isLegacy() {
        return legacy;
    }

    /** Accepts those of the wanted features that the device offers; returns them. */
    public long negotiate(long wanted) {
        registers.write(DEVICE_FEATURES_SEL, 0);
        long offered = registers.read(DEVICE_FEATURES) & 0xffff_ffffL;
        registers.write(DEVICE_FEATURES_SEL, 1);
        offered |= (long) registers.read(DEVICE_FEATURES) << 32;
        if (legacy) {
            features = offered & wanted & 0xffff_ffffL;
        } else if ((offered & FEATURE_VERSION_1) == 0) {
            throw new DeviceException("the device has transport version 2 but does not offer VIRTIO_F_VERSION_1");
        } else {
            features = offered & (wanted | FEATURE_VERSION_1);
        }
        registers.write(DRIVER_FEATURES_SEL, 0);
        registers.write(DRIVER_FEATURES, (int) features);
        registers.write(DRIVER_FEATURES_SEL, 1);
        registers.write(DRIVER_FEATURES, (int) (features >>> 32));
        if (!legacy) {
            int status = STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK;
            registers.write(STATUS, status);
            if ((registers.read(STATUS) & STATUS_FEATURES_OK) == 0) {
                registers.write(STATUS, STATUS_FAILED);
                throw new DeviceException("the device refuses the features 0x" + Long.toHexString(features)
                        + ", all of which it had offered");
            }
        }
        return features;
    }

    /** Whether a feature was negotiated. */
    public boolean has(long feature) {
        return (features & feature) != 0;
    }

    /** Gives the device the queue of that number. */
    public void attach(int number, VirtQueue queue) {
        registers.write(QUEUE_SEL, number);
        int most = registers.read(QUEUE_NUM_MAX);
        if (most < queue.size()) {
            throw new DeviceException("queue " + number + " of the device takes at most "
                    + Integer.toUnsignedString(most) + " descriptors, but the driver needs " + queue.size());
        }
        registers.write(QUEUE_NUM, queue.size());
        long address = queue.busAddress();
        if (legacy) {
            long frame = address / QueueLayout.ALIGN;
            if (frame != (int) frame) {
                throw new DeviceException("a legacy device cannot reach a queue at 0x" + Long.toHexString(address));
            }
            registers.write(QUEUE_ALIGN, QueueLayout.ALIGN);
            registers.write(QUEUE_PFN, (int) frame);
        } else {
            writeAddress(QUEUE_DESC_LOW, QUEUE_DESC_HIGH, address);
            writeAddress(QUEUE_DRIVER_LOW, QUEUE_DRIVER_HIGH, address + QueueLayout.available(queue.size()));
            writeAddress(QUEUE_DEVICE_LOW, QUEUE_DEVICE_HIGH, address + QueueLayout.used(queue.size()));
            registers.barrier();
            registers.write(QUEUE_READY, 1);
        }
    }

    /** The queues are there: the device may work. */
    public void start() {
        registers.write(STATUS, registers.read(STATUS) | STATUS_DRIVER_OK);
    }

    /** Tells the device that a queue has something for it. */
    public void notifyDevice(int number) {
        registers.barrier();
        registers.write(QUEUE_NOTIFY, number);
    }

    /**
     * Silences the interrupt.
     *
     * @return the InterruptStatus bits that were set
     * @throws DeviceException if the device has given up and asks for a reset
     */
    public int interrupts() {
        int pending = registers.read(INTERRUPT_STATUS);
        registers.write(INTERRUPT_ACK, pending);
        if ((registers.read(STATUS) & STATUS_NEEDS_RESET) != 0) {
            throw new DeviceException("the device reports an error that only a reset ends");
        }
        return pending;
    }

    /** Four bytes of the device's configuration. */
    public int configuration(int offset) {
        return registers.read32(CONFIG + offset);
    }

    /** Eight bytes of it, read as one even if the device changes them meanwhile. */
    public long configurationLong(int offset) {
        for (int attempt = 0; attempt < 10; attempt++) {
            int generation = legacy ? 0 : registers.read(CONFIG_GENERATION);
            long low = configuration(offset) & 0xffff_ffffL;
            long high = configuration(offset + 4) & 0xffff_ffffL;
            boolean same =
                    legacy ? configuration(offset) == (int) low : registers.read(CONFIG_GENERATION) == generation;
            if (same) {
                return high << 32 | low;
            }
        }
        throw new DeviceException("the device's configuration does not hold still");
    }

    private void writeAddress(Register low, Register high, long address) {
        registers.write(low, (int) address);
        registers.write(high, (int) (address >>> 32));
    }

    private static void expect(String what, int found, int expected) {
        if (found != expected) {
            throw new DeviceException("the virtio transport has " + what + " 0x" + Integer.toHexString(found)
                    + ", but 0x" + Integer.toHexString(expected) + " was expected");
        }
    }
}
