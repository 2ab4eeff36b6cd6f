package cortado.driver.bcm2835.mailbox;

import cortado.api.service.Firmware;

/** What the service tells, and how the firmware is asked for it. */
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
    MAC_ADDRESS(Firmware.MAC_ADDRESS, 0x0001_0003, 2);

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
            if (property.number == number) {
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

    /** Which sensor or clock, the value's first word in request and answer alike; negative if there is but one. */
    public int instance() {
        return instance;
    }

    /** Bytes of the value that the firmware must give; a MAC address is six bytes. */
    public int leastBytes() {
        return this == MAC_ADDRESS ? 6 : 4 * words;
    }
}
