package cortado.driver.virtio;

import static cortado.driver.virtio.PciRegister.*;

import cortado.abi.LittleEndian;
import cortado.kernel.simulated.SimulatedRam;
import cortado.testkit.Hardware;

/**
 * The PCI transport in front of a simulated device: its configuration at 0, and range 4, as QEMU lays it out, a page
 * further on. The configuration's bytes can be made to say anything.
 */
final class SimulatedPciVirtio implements Hardware {
    static final int RANGE = 4;
    static final int RANGE_SIZE = 0x4000;
    private static final int ISR = 0x1000;
    private static final int DEVICE = 0x2000;
    private static final int NOTIFY = 0x3000;
    private static final int MULTIPLIER = 4;

    private final SimulatedVirtio device;
    final byte[] configuration = new byte[4096];
    private int doorbell;

    SimulatedPciVirtio(SimulatedVirtio device, int id) {
        this.device = device;
        LittleEndian.put32(configuration, IDENTITY.offset(), VENDOR | (FIRST_DEVICE + id) << 16);
        LittleEndian.put32(configuration, STATUS_COMMAND.offset(), HAS_CAPABILITIES | 6);
        configuration[CAPABILITIES.offset()] = (byte) 0x98;
        // MSI-X first, which is none of virtio's.
        configuration[0x98] = 0x11;
        configuration[0x99] = (byte) 0x84;
        capability(0x84, 0x70, TYPE_NOTIFY, NOTIFY, 0x1000);
        configuration[0x84 + CAP_LENGTH] = CAP_MULTIPLIER + 4;
        LittleEndian.put32(configuration, 0x84 + CAP_MULTIPLIER, MULTIPLIER);
        capability(0x70, 0x60, TYPE_DEVICE, DEVICE, 0x1000);
        capability(0x60, 0x50, TYPE_ISR, ISR, 0x1000);
        capability(0x50, 0, TYPE_COMMON, 0, 0x1000);
    }

    void capability(int at, int next, int type, int offset, int size) {
        configuration[at] = CAPABILITY_VENDOR;
        configuration[at + CAP_NEXT] = (byte) next;
        configuration[at + CAP_LENGTH] = CAP_BYTES;
        configuration[at + CAP_TYPE] = (byte) type;
        configuration[at + CAP_BAR] = RANGE;
        LittleEndian.put32(configuration, at + CAP_OFFSET, offset);
        LittleEndian.put32(configuration, at + CAP_SIZE, size);
    }

    /** Has queue 0 notified there, in units of four bytes. */
    synchronized void setDoorbell(int units) {
        doorbell = units;
    }

    @Override
    public void connect(SimulatedRam ram) {
        device.connect(ram);
    }

    @Override
    public boolean isInterrupting() {
        return device.isInterrupting();
    }

    @Override
    public synchronized long read(long offset, int width) {
        if (offset < configuration.length) {
            long value = 0;
            for (int i = width - 1; i >= 0; i--) {
                value = value << 8 | (configuration[(int) offset + i] & 0xff);
            }
            return value;
        }
        int at = (int) offset - configuration.length;
        if (at >= DEVICE) {
            return device.read(VirtioRegister.CONFIG + at - DEVICE, width);
        }
        if (at == ISR) {
            long pending = device.read(VirtioRegister.INTERRUPT_STATUS.offset(), 4);
            device.write(VirtioRegister.INTERRUPT_ACK.offset(), 4, pending);
            return pending;
        }
        return at == QUEUE_NOTIFY_OFF.offset() ? doorbell : device.read(mmio(at), 4);
    }

    @Override
    public synchronized void write(long offset, int width, long value) {
        int at = (int) offset - configuration.length;
        if (at < 0) {
            throw new IllegalStateException("a driver wrote to its function's configuration at " + offset);
        }
        if (at >= NOTIFY) {
            if (at != NOTIFY + MULTIPLIER * doorbell) {
                throw new IllegalStateException("nothing is notified at " + at);
            }
            device.write(VirtioRegister.QUEUE_NOTIFY.offset(), 4, value);
        } else {
            device.write(mmio(at, true), 4, value);
        }
    }

    private int mmio(int at) {
        return mmio(at, false);
    }

    /** The register of the memory-mapped transport that does the same. */
    private int mmio(int at, boolean write) {
        if (at == DEVICE_FEATURE_SELECT.offset()) {
            return VirtioRegister.DEVICE_FEATURES_SEL.offset();
        } else if (at == DEVICE_FEATURE.offset()) {
            return VirtioRegister.DEVICE_FEATURES.offset();
        } else if (at == DRIVER_FEATURE_SELECT.offset()) {
            return VirtioRegister.DRIVER_FEATURES_SEL.offset();
        } else if (at == DRIVER_FEATURE.offset()) {
            return VirtioRegister.DRIVER_FEATURES.offset();
        } else if (at == DEVICE_STATUS.offset()) {
            return VirtioRegister.STATUS.offset();
        } else if (at == CONFIG_GENERATION.offset()) {
            return VirtioRegister.CONFIG_GENERATION.offset();
        } else if (at == QUEUE_SELECT.offset()) {
            return VirtioRegister.QUEUE_SEL.offset();
        } else if (at == QUEUE_SIZE.offset()) {
            return (write ? VirtioRegister.QUEUE_NUM : VirtioRegister.QUEUE_NUM_MAX).offset();
        } else if (at == QUEUE_ENABLE.offset()) {
            return VirtioRegister.QUEUE_READY.offset();
        } else if (at >= QUEUE_DESC.offset() && at < QUEUE_DEVICE.offset() + 8 && at % 4 == 0) {
            // Each address is 16 bytes from the last there, and 8 here.
            int address = at - QUEUE_DESC.offset();
            return VirtioRegister.QUEUE_DESC_LOW.offset() + address / 8 * 16 + address % 8;
        }
        throw new IllegalStateException("no register of the common structure is at " + at);
    }
}
