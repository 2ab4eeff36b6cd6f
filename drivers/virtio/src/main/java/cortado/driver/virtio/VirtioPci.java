package cortado.driver.virtio;

import static cortado.driver.virtio.PciRegister.*;

import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Mmio;
import cortado.api.Register;
import java.util.function.IntFunction;

/**
 * The PCI transport (virtio 1.2 §4.1), without the interface from before virtio 1.0. The function's configuration is
 * only read: who binds devices has placed its ranges and switched it on. Interrupts come by the pin.
 */
public final class VirtioPci extends VirtioDevice {
    private static final int RANGES = 6;

    private final PciRegion common;
    private final PciRegion notify;
    private final PciRegion isr;
    private final PciRegion device;
    /** By queue, where in the range it is notified. */
    private final int[] doorbells = new int[8];

    /**
     * Resets the device.
     *
     * @param ranges the base address range of a number, null if there is none
     * @param id the device id (§5) that the driver is for
     */
    VirtioPci(Mmio configuration, IntFunction<Mmio> ranges, int id) {
        int identity = configuration.read(IDENTITY);
        expect("vendor id", identity & 0xffff, VENDOR);
        expect("device id", identity >>> 16, FIRST_DEVICE + id);
        common = PciRegion.find(configuration, ranges, TYPE_COMMON, COMMON_BYTES);
        notify = PciRegion.find(configuration, ranges, TYPE_NOTIFY, 2);
        isr = PciRegion.find(configuration, ranges, TYPE_ISR, 1);
        device = id == VirtioRegister.DEVICE_ENTROPY
                ? null // §5.4.4: it has no configuration
                : PciRegion.find(configuration, ranges, TYPE_DEVICE, 4);
        reset(common.registers());
    }

    /** The device that this process was given: its configuration first, then the range of each number behind it. */
    static VirtioPci of(Environ environ, int id) {
        Mmio[] ranges = new Mmio[RANGES];
        for (int i = 0; i < RANGES; i++) {
            ranges[i] = environ.has("handle.mmio." + (1 + i)) ? environ.mmio(1 + i) : null;
        }
        return new VirtioPci(environ.mmio(0), number -> ranges[number], id);
    }

    private int read(Register register) {
        int at = common.offset() + register.offset();
        return switch (register.width()) {
            case 1 -> common.registers().read8(at);
            case 2 -> common.registers().read16(at);
            default -> common.registers().read32(at);
        };
    }

    private void write(Register register, int value) {
        int at = common.offset() + register.offset();
        switch (register.width()) {
            case 1 -> common.registers().write8(at, value);
            case 2 -> common.registers().write16(at, value);
            default -> common.registers().write32(at, value);
        }
    }

    private void writeAddress(Register low, long address) {
        int at = common.offset() + low.offset();
        common.registers().write32(at, (int) address);
        common.registers().write32(at + 4, (int) (address >>> 32));
    }

    @Override
    public boolean isLegacy() {
        return false;
    }

    @Override
    int status() {
        return read(DEVICE_STATUS);
    }

    @Override
    void setStatus(int value) {
        write(DEVICE_STATUS, value);
    }

    @Override
    int offered(int half) {
        write(DEVICE_FEATURE_SELECT, half);
        return read(DEVICE_FEATURE);
    }

    @Override
    void accept(int half, int bits) {
        write(DRIVER_FEATURE_SELECT, half);
        write(DRIVER_FEATURE, bits);
    }

    @Override
    int generation() {
        return read(CONFIG_GENERATION);
    }

    @Override
    int takeInterrupts() {
        return isr.registers().read8(isr.offset()); // §4.1.4.5: reading silences it
    }

    @Override
    public void attach(int number, VirtQueue queue) {
        write(QUEUE_SELECT, number);
        checkSize(number, read(QUEUE_SIZE), queue);
        write(QUEUE_SIZE, queue.size());
        long doorbell = read(QUEUE_NOTIFY_OFF) * (notify.multiplier() & 0xffff_ffffL);
        if (doorbell > notify.size() - 2 || doorbell % 2 != 0) {
            throw new DeviceException("the device wants queue " + number + " notified at " + doorbell
                    + " of a structure of " + notify.size() + " bytes");
        }
        doorbells[number] = notify.offset() + (int) doorbell;
        long address = queue.busAddress();
        writeAddress(QUEUE_DESC, address);
        writeAddress(QUEUE_DRIVER, address + QueueLayout.available(queue.size()));
        writeAddress(QUEUE_DEVICE, address + QueueLayout.used(queue.size()));
        common.registers().barrier();
        write(QUEUE_ENABLE, 1);
    }

    @Override
    public void notifyDevice(int number) {
        notify.registers().barrier();
        notify.registers().write16(doorbells[number], number);
    }

    @Override
    public int configuration(int offset) {
        if (device == null || offset < 0 || offset > device.size() - 4) {
            throw new DeviceException("the device has no configuration at " + offset);
        }
        return device.registers().read32(device.offset() + offset);
    }
}
