package cortado.vmm.virtio;

import cortado.vmm.GuestException;
import cortado.vmm.IrqLine;
import cortado.vmm.MmioDevice;
import cortado.vmm.VmLog;

/**
 * The memory-mapped transport, version 2: virtio 1.2 §4.2.2. The interrupt is edge-triggered, and rises again when the
 * driver has acknowledged only a part of its causes.
 */
public final class VirtioMmio implements MmioDevice {
    /** Bytes of the window. */
    public static final int SIZE = 0x200;

    private static final int MAGIC_VALUE = 0x000;
    private static final int VERSION = 0x004;
    private static final int DEVICE_ID = 0x008;
    private static final int VENDOR_ID = 0x00c;
    private static final int DEVICE_FEATURES = 0x010;
    private static final int DEVICE_FEATURES_SEL = 0x014;
    private static final int DRIVER_FEATURES = 0x020;
    private static final int DRIVER_FEATURES_SEL = 0x024;
    private static final int QUEUE_SEL = 0x030;
    private static final int QUEUE_NUM_MAX = 0x034;
    private static final int QUEUE_NUM = 0x038;
    private static final int QUEUE_READY = 0x044;
    private static final int QUEUE_NOTIFY = 0x050;
    private static final int INTERRUPT_STATUS = 0x060;
    private static final int INTERRUPT_ACK = 0x064;
    private static final int STATUS = 0x070;
    private static final int QUEUE_DESC_LOW = 0x080;
    private static final int QUEUE_DESC_HIGH = 0x084;
    private static final int QUEUE_DRIVER_LOW = 0x090;
    private static final int QUEUE_DRIVER_HIGH = 0x094;
    private static final int QUEUE_DEVICE_LOW = 0x0a0;
    private static final int QUEUE_DEVICE_HIGH = 0x0a4;
    private static final int SHM_LEN_LOW = 0x0b0;
    private static final int SHM_BASE_HIGH = 0x0bc;
    private static final int CONFIG = 0x100;

    private static final int MAGIC = 0x7472_6976;
    /** "CRTD". */
    private static final int VENDOR = 0x4454_5243;

    /** Status bits: §2.1. */
    private static final int DRIVER_OK = 4;

    private static final int FEATURES_OK = 8;
    private static final int NEEDS_RESET = 64;

    /** Causes of an interrupt. */
    private static final int USED_BUFFER = 1;

    private static final int CONFIGURATION = 2;

    private final VirtioDevice device;
    private final IrqLine line;
    private final String name;
    private final VmLog log;
    private int deviceFeaturesSelected;
    private int driverFeaturesSelected;
    private long driverFeatures;
    private int selected;
    private int status;
    private int interrupts;

    /**
     * A transport with a device behind it.
     *
     * @param name for the log
     */
    public VirtioMmio(String name, VirtioDevice device, IrqLine line, VmLog log) {
        this.name = name;
        this.device = device;
        this.line = line;
        this.log = log;
        device.attach(this);
    }

    @Override
    public int size() {
        return SIZE;
    }

    @Override
    public long read(int cpu, int offset, int width) {
        if (offset >= CONFIG) {
            return configuration(offset - CONFIG, width);
        }
        if (width != 4) { // §4.2.2.2: registers are 32 bits wide
            return 0;
        }
        VirtQueue queue = selected < device.queueCount() ? device.queue(selected) : null;
        return switch (offset) {
            case MAGIC_VALUE -> MAGIC;
            case VERSION -> 2;
            case DEVICE_ID -> device.id();
            case VENDOR_ID -> VENDOR;
            case DEVICE_FEATURES -> half(device.features(), deviceFeaturesSelected);
            case QUEUE_NUM_MAX -> queue == null ? 0 : VirtQueue.LARGEST;
            case QUEUE_READY -> queue != null && queue.ready ? 1 : 0;
            case INTERRUPT_STATUS -> interrupts;
            case STATUS -> status;
            default -> offset >= SHM_LEN_LOW && offset <= SHM_BASE_HIGH ? 0xffff_ffffL : 0; // no shared memory
        };
    }

    private static long half(long features, int which) {
        return which == 0 ? features & 0xffff_ffffL : which == 1 ? features >>> 32 : 0;
    }

    private long configuration(int offset, int width) {
        long value = 0;
        for (int i = 0; i < width; i++) {
            if (offset + i < device.configurationSize()) {
                value |= (long) (device.configuration(offset + i) & 0xff) << (8 * i);
            }
        }
        return value;
    }

    @Override
    public void write(int cpu, int offset, int width, long value) {
        if (offset >= CONFIG) {
            if (offset - CONFIG + width <= device.configurationSize()) {
                device.configure(offset - CONFIG, width, value);
            }
        } else if (width == 4) {
            writeRegister(offset, (int) value);
        }
    }

    private void writeRegister(int offset, int value) {
        switch (offset) {
            case DEVICE_FEATURES_SEL -> deviceFeaturesSelected = value;
            case DRIVER_FEATURES_SEL -> driverFeaturesSelected = value;
            case DRIVER_FEATURES -> chooseFeatures(value);
            case QUEUE_SEL -> selected = value < 0 ? Integer.MAX_VALUE : value;
            case QUEUE_NOTIFY -> serve(value);
            case INTERRUPT_ACK -> acknowledge(value);
            case STATUS -> setStatus(value);
            default -> {
                if (selected < device.queueCount()) {
                    setUp(device.queue(selected), offset, value);
                }
            }
        }
    }

    private void chooseFeatures(int value) {
        if ((status & FEATURES_OK) == 0) {
            if (driverFeaturesSelected == 0) {
                driverFeatures = (driverFeatures & ~0xffff_ffffL) | (value & 0xffff_ffffL);
            } else if (driverFeaturesSelected == 1) {
                driverFeatures = (driverFeatures & 0xffff_ffffL) | ((long) value << 32);
            }
        }
    }

    /** Registers of one queue, which may not change while it is in use (§4.2.2.2). */
    private void setUp(VirtQueue queue, int offset, int value) {
        if (offset == QUEUE_READY) {
            ready(queue, value);
        } else if (!queue.ready) {
            switch (offset) {
                case QUEUE_NUM -> queue.size = value;
                case QUEUE_DESC_LOW -> queue.descriptors = low(queue.descriptors, value);
                case QUEUE_DESC_HIGH -> queue.descriptors = high(queue.descriptors, value);
                case QUEUE_DRIVER_LOW -> queue.available = low(queue.available, value);
                case QUEUE_DRIVER_HIGH -> queue.available = high(queue.available, value);
                case QUEUE_DEVICE_LOW -> queue.used = low(queue.used, value);
                case QUEUE_DEVICE_HIGH -> queue.used = high(queue.used, value);
                default -> {}
            }
        }
    }

    private static long low(long address, int value) {
        return (address & ~0xffff_ffffL) | (value & 0xffff_ffffL);
    }

    private static long high(long address, int value) {
        return (address & 0xffff_ffffL) | ((long) value << 32);
    }

    private void ready(VirtQueue queue, int value) {
        if ((value & 1) == 0) {
            queue.ready = false;
            return;
        }
        if (queue.ready) {
            return;
        }
        try {
            queue.eventIndex = (driverFeatures & VirtioDevice.EVENT_IDX) != 0;
            queue.indirect = (driverFeatures & VirtioDevice.INDIRECT_DESC) != 0;
            queue.enable();
        } catch (GuestException e) {
            fail(e);
        }
    }

    private void setStatus(int value) {
        if (value == 0) {
            reset();
            return;
        }
        int next = status | value; // a driver may only add bits: §2.1.1
        if ((next & FEATURES_OK) != 0 && (status & FEATURES_OK) == 0) {
            boolean acceptable =
                    (driverFeatures & ~device.features()) == 0 && (driverFeatures & VirtioDevice.VERSION_1) != 0;
            next = acceptable ? next : next & ~FEATURES_OK;
        }
        boolean starts = (next & DRIVER_OK) != 0 && (status & DRIVER_OK) == 0;
        if (starts && (next & FEATURES_OK) == 0) {
            next &= ~DRIVER_OK; // §3.1.1: not before the features are agreed
            starts = false;
        }
        status = next;
        if (starts) {
            device.start(driverFeatures);
        }
    }

    private void reset() {
        status = 0;
        interrupts = 0;
        driverFeatures = 0;
        deviceFeaturesSelected = 0;
        driverFeaturesSelected = 0;
        selected = 0;
        line.set(false);
        for (int i = 0; i < device.queueCount(); i++) {
            device.queue(i).reset();
        }
        device.reset();
    }

    boolean running() {
        return (status & (DRIVER_OK | NEEDS_RESET)) == DRIVER_OK;
    }

    void serve(int queue) {
        if (queue < 0 || queue >= device.queueCount() || !running() || !device.queue(queue).ready) {
            return;
        }
        try {
            device.serve(queue);
            boolean tell = false;
            for (int i = 0; i < device.queueCount(); i++) {
                tell |= device.queue(i).wantsInterrupt();
            }
            if (tell) {
                raise(USED_BUFFER);
            }
        } catch (GuestException e) {
            fail(e);
        }
    }

    void configurationChanged() {
        if ((status & DRIVER_OK) != 0) {
            raise(CONFIGURATION);
        }
    }

    private void fail(GuestException e) {
        log.warn("the guest broke its " + name + ": " + e.getMessage());
        status |= NEEDS_RESET;
        if ((status & DRIVER_OK) != 0) {
            raise(CONFIGURATION);
        }
    }

    private void raise(int cause) {
        interrupts |= cause;
        line.set(true);
    }

    private void acknowledge(int causes) {
        interrupts &= ~causes;
        line.set(false);
        if (interrupts != 0) {
            line.set(true);
        }
    }
}
