package cortado.driver.bcm2835.mailbox;

import cortado.api.service.Firmware;
import java.util.List;

/** What the firmware is asked for: what the service tells, and the steps of {@link #TRYBOOT}. */
public enum Property {
    FIRMWARE_REVISION(Firmware.FIRMWARE_REVISION, 0x0000_0001, 1),
    BOARD_MODEL(Firmware.BOARD_MODEL, 0x0001_0001, 1),
    BOARD_REVISION(Firmware.BOARD_REVISION, 0x0001_0002, 1),
    BOARD_SERIAL(Firmware.BOARD_SERIAL, 0x0001_0004, 2),
    ARM_MEMORY(Firmware.ARM_MEMORY, 0x0001_0005, 2),
    VIDEOCORE_MEMORY(Firmware.VIDEOCORE_MEMORY, 0x0001_0006, 2),
    TEMPERATURE(Firmware.TEMPERATURE, 0x0003_0006, 2, 0),
    TEMPERATURE_LIMIT(Firmware.TEMPERATURE_LIMIT, 0x0003_000a, 2, 0),
    ARM_CLOCK(Firmware.ARM_CLOCK, 0x0003_0002, 2, 3),
    MAC_ADDRESS(Firmware.MAC_ADDRESS, 0x0001_0003, 2),
    EMMC_CLOCK(Firmware.EMMC_CLOCK, 0x0003_0002, 2, 1),
    EMMC2_CLOCK(Firmware.EMMC2_CLOCK, 0x0003_0002, 2, 12),

    /** Chooses what the next start does; bit 0 is to try the spare slot. Tags as in Linux's raspberrypi-firmware.h. */
    SET_REBOOT_FLAGS(Property.UNTOLD, 0x0003_8064, 1, 1),
    /** What was chosen. */
    REBOOT_FLAGS(Property.UNTOLD, 0x0003_0064, 1),
    /** A restart is about to follow: the firmware makes ready for it. */
    NOTIFY_REBOOT(Property.UNTOLD, 0x0003_0048, 0);

    /**
     * Has the next restart try the spare slot. Firmware may acknowledge a tag without knowing it, so it is asked
     * whether the flag is there.
     */
    static final List<Property> TRYBOOT = List.of(SET_REBOOT_FLAGS, REBOOT_FLAGS, NOTIFY_REBOOT);

    /** The number of what no client is told. */
    private static final int UNTOLD = 0;
    /** A property of the chip as a whole. */
    private static final int NO_INSTANCE = -1;

    private final int number;
    private final int tag;
    private final int words;
    private final int instance;

    Property(int number, int tag, int words) {
        this(number, tag, words, NO_INSTANCE);
    }

    Property(int number, int tag, int words, int instance) {
        this.number = number;
        this.tag = tag;
        this.words = words;
        this.instance = instance;
    }

    /** The property of that {@link Firmware} number, or null. */
    public static Property of(int number) {
        for (Property property : values()) {
            if (property.number == number && number != UNTOLD) {
                return property;
            }
        }
        return null;
    }

    /** The firmware's tag. */
    public int tag() {
        return tag;
    }

    /** Words of room that the value needs in the buffer. */
    public int words() {
        return words;
    }

    /** Which sensor, clock or flag: the value's first word in request and answer alike; negative if there is none. */
    public int instance() {
        return instance;
    }

    /** Bytes of the value that the firmware must give; a MAC address is six bytes, what is set needs no answer. */
    public int leastBytes() {
        return switch (this) {
            case MAC_ADDRESS -> 6;
            case SET_REBOOT_FLAGS -> 0;
            default -> 4 * words;
        };
    }
}
