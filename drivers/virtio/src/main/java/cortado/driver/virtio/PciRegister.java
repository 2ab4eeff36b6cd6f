package cortado.driver.virtio;

import cortado.api.Register;

/** What the PCI transport has in a function's configuration and base address ranges (virtio 1.2 §4.1.4). */
public final class PciRegister {
    private PciRegister() {}

    /** Configuration, PCI Local Bus 3.0 §6.1: device id in the upper half, vendor id in the lower. */
    public static final Register IDENTITY = Register.readOnly("Device ID, Vendor ID", 0x00);
    /** Status in the upper half, command in the lower. */
    public static final Register STATUS_COMMAND = Register.readOnly("Status, Command", 0x04);
    /** The low byte is the offset of the first capability. */
    public static final Register CAPABILITIES = Register.readOnly("Capabilities Pointer", 0x34);

    /** In STATUS_COMMAND: there are capabilities. */
    public static final int HAS_CAPABILITIES = 1 << 20;

    public static final int VENDOR = 0x1af4;
    /** Device ids are the virtio device's own from here on. */
    public static final int FIRST_DEVICE = 0x1040;

    /** Capabilities lie in the first 256 bytes, behind the header, a multiple of four apart. */
    public static final int HEADER = 0x40;

    public static final int CONFIGURATION = 0x100;

    /** cap_vndr: vendor specific. */
    public static final int CAPABILITY_VENDOR = 9;

    /** Fields of struct virtio_pci_cap. */
    public static final int CAP_NEXT = 1;

    public static final int CAP_LENGTH = 2;
    public static final int CAP_TYPE = 3;
    public static final int CAP_BAR = 4;
    public static final int CAP_OFFSET = 8;
    public static final int CAP_SIZE = 12;
    /** notify_off_multiplier, of NOTIFY alone. */
    public static final int CAP_MULTIPLIER = 16;

    public static final int CAP_BYTES = 16;

    /** Values of cfg_type. */
    public static final int TYPE_COMMON = 1;

    public static final int TYPE_NOTIFY = 2;
    public static final int TYPE_ISR = 3;
    public static final int TYPE_DEVICE = 4;

    /** struct virtio_pci_common_cfg. */
    public static final Register DEVICE_FEATURE_SELECT = Register.readWrite("device_feature_select", 0x00);

    public static final Register DEVICE_FEATURE = Register.readOnly("device_feature", 0x04);
    public static final Register DRIVER_FEATURE_SELECT = Register.readWrite("driver_feature_select", 0x08);
    public static final Register DRIVER_FEATURE = Register.readWrite("driver_feature", 0x0c);
    public static final Register DEVICE_STATUS = word("device_status", 0x14, 1);
    public static final Register CONFIG_GENERATION = word("config_generation", 0x15, 1);
    public static final Register QUEUE_SELECT = word("queue_select", 0x16, 2);
    public static final Register QUEUE_SIZE = word("queue_size", 0x18, 2);
    public static final Register QUEUE_ENABLE = word("queue_enable", 0x1c, 2);
    public static final Register QUEUE_NOTIFY_OFF = word("queue_notify_off", 0x1e, 2);
    public static final Register QUEUE_DESC = Register.readWrite("queue_desc", 0x20);
    public static final Register QUEUE_DRIVER = Register.readWrite("queue_driver", 0x28);
    public static final Register QUEUE_DEVICE = Register.readWrite("queue_device", 0x30);
    /** Bytes of that structure. */
    public static final int COMMON_BYTES = 0x38;

    private static Register word(String name, int offset, int width) {
        return new Register(name, offset, width, Register.Access.READ_WRITE);
    }
}
