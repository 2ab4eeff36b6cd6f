package cortado.driver.virtio;

import static cortado.driver.virtio.VirtioRegister.*;

import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Mmio;

/**
 * A virtio device, whatever its transport. A driver opens it before its queues, which resets the device and frees what
 * earlier drivers left with it, then {@link #negotiate}s, {@link #attach}es its queues and {@link #start}s.
 */
public abstract sealed class VirtioDevice permits VirtioMmio, VirtioPci {
    /** The device has a second to reset; the standard names no time. */
    private static final long RESET_MILLISECONDS = 1000;

    private long features;

    /**
     * Resets the device that this process was given.
     *
     * @param device the device id (virtio 1.2 §5) that the driver is for
     * @throws DeviceException if something else is there
     */
    public static VirtioDevice open(Environ environ, int device) {
        return environ.get("device.compatible", "").startsWith("pci")
                ? VirtioPci.of(environ, device)
                : new VirtioMmio(environ.mmio(0), device);
    }

    /** Whether the device has the interface from before virtio 1.0. */
    public abstract boolean isLegacy();

    /** Gives the device the queue of that number. */
    public abstract void attach(int number, VirtQueue queue);

    /** Tells the device that a queue has something for it. */
    public abstract void notifyDevice(int number);

    /** Four bytes of the device's configuration. */
    public abstract int configuration(int offset);

    abstract int status();

    abstract void setStatus(int value);

    /** 32 of the features that the device offers: the low (0) or the high (1) half. */
    abstract int offered(int half);

    abstract void accept(int half, int bits);

    /** Changes when the configuration does; of a device that is not legacy. */
    abstract int generation();

    /** Silences the interrupt and returns the InterruptStatus bits that were set. */
    abstract int takeInterrupts();

    /** @param registers the device's, where it can be written */
    final void reset(Mmio registers) {
        setStatus(0);
        long deadline = Clock.after(RESET_MILLISECONDS);
        while (status() != 0) {
            if (Clock.nanos() > deadline) {
                throw new DeviceException("the device did not reset within " + RESET_MILLISECONDS + " ms");
            }
        }
        registers.quiet(); // §2.1: a device that has been reset touches no buffer
        takeInterrupts();
        setStatus(STATUS_ACKNOWLEDGE);
        setStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER);
    }

    /** Accepts those of the wanted features that the device offers; returns them. */
    public final long negotiate(long wanted) {
        long offered = (long) offered(1) << 32 | (offered(0) & 0xffff_ffffL);
        if (isLegacy()) {
            features = offered & wanted & 0xffff_ffffL;
        } else if ((offered & FEATURE_VERSION_1) == 0) {
            throw new DeviceException("the device is not legacy, but does not offer VIRTIO_F_VERSION_1");
        } else {
            // Addresses come from the kernel, which knows of an IOMMU if there is one.
            features = offered & (wanted | FEATURE_VERSION_1 | FEATURE_ACCESS_PLATFORM);
        }
        accept(0, (int) features);
        accept(1, (int) (features >>> 32));
        if (!isLegacy()) {
            setStatus(STATUS_ACKNOWLEDGE | STATUS_DRIVER | STATUS_FEATURES_OK);
            if ((status() & STATUS_FEATURES_OK) == 0) {
                setStatus(STATUS_FAILED);
                throw new DeviceException("the device refuses the features 0x" + Long.toHexString(features)
                        + ", all of which it had offered");
            }
        }
        return features;
    }

    /** Whether a feature was negotiated. */
    public final boolean has(long feature) {
        return (features & feature) != 0;
    }

    /** The queues are there: the device may work. */
    public final void start() {
        setStatus(status() | STATUS_DRIVER_OK);
    }

    /**
     * Silences the interrupt.
     *
     * @return the InterruptStatus bits that were set
     * @throws DeviceException if the device has given up and asks for a reset
     */
    public final int interrupts() {
        int pending = takeInterrupts();
        if ((status() & STATUS_NEEDS_RESET) != 0) {
            throw new DeviceException("the device reports an error that only a reset ends");
        }
        return pending;
    }

    /** Eight bytes of the configuration, read as one even if the device changes them meanwhile. */
    public final long configurationLong(int offset) {
        for (int attempt = 0; attempt < 10; attempt++) {
            int generation = isLegacy() ? 0 : generation();
            long low = configuration(offset) & 0xffff_ffffL;
            long high = configuration(offset + 4) & 0xffff_ffffL;
            boolean same = isLegacy() ? configuration(offset) == (int) low : generation() == generation;
            if (same) {
                return high << 32 | low;
            }
        }
        throw new DeviceException("the device's configuration does not hold still");
    }

    static void checkSize(int number, int most, VirtQueue queue) {
        if (most < queue.size()) {
            throw new DeviceException("queue " + number + " of the device takes at most "
                    + Integer.toUnsignedString(most) + " descriptors, but the driver needs " + queue.size());
        }
    }

    static void expect(String what, int found, int expected) {
        if (found != expected) {
            throw new DeviceException("the virtio transport has " + what + " 0x" + Integer.toHexString(found)
                    + ", but 0x" + Integer.toHexString(expected) + " was expected");
        }
    }
}
