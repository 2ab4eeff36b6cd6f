package cortado.driver.virtio;

import cortado.api.Register;

/** Registers of the memory-mapped transport: virtio 1.2 §4.2.2, and §4.2.4 for the legacy ones (version 1). */
public final class VirtioRegister {
    private VirtioRegister() {}

    public static final Register MAGIC_VALUE = Register.readOnly("MagicValue", 0x000);
    public static final Register VERSION = Register.readOnly("Version", 0x004);
    public static final Register DEVICE_ID = Register.readOnly("DeviceID", 0x008);
    public static final Register VENDOR_ID = Register.readOnly("VendorID", 0x00c);
    public static final Register DEVICE_FEATURES = Register.readOnly("DeviceFeatures", 0x010);
    public static final Register DEVICE_FEATURES_SEL = Register.writeOnly("DeviceFeaturesSel", 0x014);
    public static final Register DRIVER_FEATURES = Register.writeOnly("DriverFeatures", 0x020);
    public static final Register DRIVER_FEATURES_SEL = Register.writeOnly("DriverFeaturesSel", 0x024);
    /** Legacy. */
    public static final Register GUEST_PAGE_SIZE = Register.writeOnly("GuestPageSize", 0x028);

    public static final Register QUEUE_SEL = Register.writeOnly("QueueSel", 0x030);
    public static final Register QUEUE_NUM_MAX = Register.readOnly("QueueNumMax", 0x034);
    public static final Register QUEUE_NUM = Register.writeOnly("QueueNum", 0x038);
    /** Legacy. */
    public static final Register QUEUE_ALIGN = Register.writeOnly("QueueAlign", 0x03c);
    /** Legacy. */
    public static final Register QUEUE_PFN = Register.readWrite("QueuePFN", 0x040);

    public static final Register QUEUE_READY = Register.readWrite("QueueReady", 0x044);
    public static final Register QUEUE_NOTIFY = Register.writeOnly("QueueNotify", 0x050);
    public static final Register INTERRUPT_STATUS = Register.readOnly("InterruptStatus", 0x060);
    public static final Register INTERRUPT_ACK = Register.writeOnly("InterruptACK", 0x064);
    public static final Register STATUS = Register.readWrite("Status", 0x070);
    public static final Register QUEUE_DESC_LOW = Register.writeOnly("QueueDescLow", 0x080);
    public static final Register QUEUE_DESC_HIGH = Register.writeOnly("QueueDescHigh", 0x084);
    public static final Register QUEUE_DRIVER_LOW = Register.writeOnly("QueueDriverLow", 0x090);
    public static final Register QUEUE_DRIVER_HIGH = Register.writeOnly("QueueDriverHigh", 0x094);
    public static final Register QUEUE_DEVICE_LOW = Register.writeOnly("QueueDeviceLow", 0x0a0);
    public static final Register QUEUE_DEVICE_HIGH = Register.writeOnly("QueueDeviceHigh", 0x0a4);
    public static final Register CONFIG_GENERATION = Register.readOnly("ConfigGeneration", 0x0fc);

    /** First byte of the device's own configuration. */
    public static final int CONFIG = 0x100;

    /** MagicValue: "virt". */
    public static final int MAGIC = 0x7472_6976;

    public static final int VERSION_LEGACY = 1;
    public static final int VERSION_MODERN = 2;

    /** DeviceID (§5): nothing behind this transport. */
    public static final int DEVICE_NONE = 0;

    public static final int DEVICE_BLOCK = 2;
    public static final int DEVICE_ENTROPY = 4;

    /** Status bits: §2.1. */
    public static final int STATUS_ACKNOWLEDGE = 1;

    public static final int STATUS_DRIVER = 2;
    public static final int STATUS_DRIVER_OK = 4;
    public static final int STATUS_FEATURES_OK = 8;
    public static final int STATUS_NEEDS_RESET = 64;
    public static final int STATUS_FAILED = 128;

    /** InterruptStatus bits. */
    public static final int INTERRUPT_USED_BUFFER = 1;

    public static final int INTERRUPT_CONFIGURATION = 2;

    /** Feature bit 32 (§6): the device follows virtio 1.0 or later. */
    public static final long FEATURE_VERSION_1 = 1L << 32;
    /** Feature bit 33 (§6): the device's addresses are those of the platform, with its IOMMU. */
    public static final long FEATURE_ACCESS_PLATFORM = 1L << 33;
}
