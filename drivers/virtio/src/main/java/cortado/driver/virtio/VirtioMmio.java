package cortado.driver.virtio;

import static cortado.driver.virtio.VirtioRegister.*;

import cortado.api.DeviceException;
import cortado.api.Mmio;
import cortado.api.Register;

/**
 * The memory-mapped transport (virtio 1.2 §4.2), both the legacy interface (version 1) and the one of virtio 1.0 and
 * later (version 2).
 */
public final class VirtioMmio extends VirtioDevice {
    private final Mmio registers;
    private final boolean legacy;

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
        reset(registers);
        if (legacy) {
            registers.write(GUEST_PAGE_SIZE, QueueLayout.ALIGN);
        }
    }

    @Override
    public boolean isLegacy() {
        return legacy;
    }

    @Override
    int status() {
        return registers.read(STATUS);
    }

    @Override
    void setStatus(int value) {
        registers.write(STATUS, value);
    }

    @Override
    int offered(int half) {
        registers.write(DEVICE_FEATURES_SEL, half);
        return registers.read(DEVICE_FEATURES);
    }

    @Override
    void accept(int half, int bits) {
        registers.write(DRIVER_FEATURES_SEL, half);
        registers.write(DRIVER_FEATURES, bits);
    }

    @Override
    int generation() {
        return registers.read(CONFIG_GENERATION);
    }

    @Override
    int takeInterrupts() {
        int pending = registers.read(INTERRUPT_STATUS);
        registers.write(INTERRUPT_ACK, pending);
        return pending;
    }

    @Override
    public void attach(int number, VirtQueue queue) {
        registers.write(QUEUE_SEL, number);
        checkSize(number, registers.read(QUEUE_NUM_MAX), queue);
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

    @Override
    public void notifyDevice(int number) {
        registers.barrier();
        registers.write(QUEUE_NOTIFY, number);
    }

    @Override
    public int configuration(int offset) {
        return registers.read32(CONFIG + offset);
    }

    private void writeAddress(Register low, Register high, long address) {
        registers.write(low, (int) address);
        registers.write(high, (int) (address >>> 32));
    }
}
