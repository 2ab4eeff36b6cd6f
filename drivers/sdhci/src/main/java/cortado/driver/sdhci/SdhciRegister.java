package cortado.driver.sdhci;

import cortado.api.Register;

/**
 * The registers of a standard SD host controller (SD Host Controller Simplified Specification 3.00 §2.2), in words of
 * 32 bits, since the BCM2835's takes no smaller ones.
 */
public final class SdhciRegister {
    private SdhciRegister() {}

    /** Block size in the low half, block count in the high one (§2.2.2, §2.2.3). */
    public static final Register BLOCK = Register.readWrite("BLOCK", 0x04);

    public static final Register ARGUMENT = Register.readWrite("ARGUMENT", 0x08);
    /** Transfer mode in the low half, command in the high one; writing starts it (§2.2.5, §2.2.6). */
    public static final Register COMMAND = Register.readWrite("COMMAND", 0x0c);
    /** The first of four; a response of 136 bits lies in them without its last 8 (§2.2.7). */
    public static final Register RESPONSE = Register.readOnly("RESPONSE", 0x10);

    public static final Register BUFFER = Register.readWrite("BUFFER_DATA_PORT", 0x20);
    public static final Register PRESENT_STATE = Register.readOnly("PRESENT_STATE", 0x24);
    /** Host control, power control (§2.2.10, §2.2.11). */
    public static final Register HOST_CONTROL = Register.readWrite("HOST_CONTROL", 0x28);
    /** Clock control, timeout control, software reset (§2.2.14 to §2.2.16). */
    public static final Register CLOCK_CONTROL = Register.readWrite("CLOCK_CONTROL", 0x2c);
    /** Events below, errors in the high half; ones clear (§2.2.17, §2.2.18). */
    public static final Register STATUS = Register.readWrite("INTERRUPT_STATUS", 0x30);

    public static final Register STATUS_ENABLE = Register.readWrite("INTERRUPT_STATUS_ENABLE", 0x34);
    public static final Register SIGNAL_ENABLE = Register.readWrite("INTERRUPT_SIGNAL_ENABLE", 0x38);
    /**
     * Bits 8 to 15, up to version 2.00 to 13: the base clock in MHz, 0 where that is to be found out elsewhere
     * (§2.2.26).
     */
    public static final Register CAPABILITIES = Register.readOnly("CAPABILITIES", 0x40);
    /** Bits 16 to 23: 0 is version 1.00, 1 is 2.00, 2 is 3.00 (§2.2.32). */
    public static final Register VERSION = Register.readOnly("HOST_CONTROLLER_VERSION", 0xfc);

    /** Bytes of the block. */
    public static final int SIZE = 0x100;

    /** COMMAND, transfer mode: the controller counts blocks. */
    public static final int MODE_COUNT = 1 << 1;
    /** The controller ends several blocks with CMD12. */
    public static final int MODE_AUTO_STOP = 1 << 2;

    public static final int MODE_READ = 1 << 4;
    public static final int MODE_SEVERAL = 1 << 5;
    /** COMMAND: how long the response is, and what of it is checked. */
    public static final int RESPONSE_136 = 1 << 16;

    public static final int RESPONSE_48 = 2 << 16;
    public static final int RESPONSE_48_BUSY = 3 << 16;
    public static final int CHECK_CRC = 1 << 19;
    public static final int CHECK_INDEX = 1 << 20;
    public static final int WITH_DATA = 1 << 21;
    /** COMMAND: where the command's number begins. */
    public static final int NUMBER_SHIFT = 24;

    /** PRESENT_STATE: no command, or none with data or busy, may be started. */
    public static final int COMMAND_INHIBIT = 1;

    public static final int DATA_INHIBIT = 1 << 1;
    /** PRESENT_STATE: a block can be written to, or read from, BUFFER. */
    public static final int BUFFER_WRITABLE = 1 << 10;

    public static final int BUFFER_READABLE = 1 << 11;
    /** PRESENT_STATE: there is a card, after debouncing (§2.2.9). */
    public static final int CARD_INSERTED = 1 << 16;
    /** PRESENT_STATE: the contact that detects cards has stopped bouncing; not so after a reset. */
    public static final int CARD_STABLE = 1 << 17;
    /** PRESENT_STATE: what that contact says now; valid while it is stable. */
    public static final int CARD_LEVEL = 1 << 18;
    /** PRESENT_STATE: the card's lock is open. */
    public static final int WRITE_ENABLED = 1 << 19;

    /** HOST_CONTROL: four data lines. */
    public static final int FOUR_BITS = 1 << 1;
    /** HOST_CONTROL: 3.3 V, on. */
    public static final int POWER = 0xf << 8;

    /** CLOCK_CONTROL. */
    public static final int CLOCK_INTERNAL = 1;

    public static final int CLOCK_STABLE = 1 << 1;
    public static final int CLOCK_TO_CARD = 1 << 2;
    /** CLOCK_CONTROL: the longest timeout for data, 2^27 clocks. */
    public static final int TIMEOUT_LONGEST = 0xe << 16;

    public static final int RESET_ALL = 1 << 24;
    public static final int RESET_COMMAND = 1 << 25;
    public static final int RESET_DATA = 1 << 26;

    /** STATUS. */
    public static final int COMMAND_COMPLETE = 1;

    public static final int TRANSFER_COMPLETE = 1 << 1;
    public static final int WRITE_READY = 1 << 4;
    public static final int READ_READY = 1 << 5;
    /** STATUS: one of the errors below happened. */
    public static final int ERROR = 1 << 15;

    public static final int COMMAND_TIMEOUT = 1 << 16;
    /** STATUS: every error that the specification has. */
    public static final int ERRORS = 0x03ff_0000;
}
