package cortado.driver.bcm2835.pm;

import cortado.api.Register;

/**
 * The registers of the power management block that reset the chip. Broadcom documents none of it; names and meaning are
 * those of Linux (drivers/watchdog/bcm2835_wdt.c) and of the boot firmware.
 */
public final class PmRegister {
    private PmRegister() {}

    public static final Register RESET_CONTROL = Register.readWrite("PM_RSTC", 0x1c);
    /** Survives a reset: tells the firmware what to do next. */
    public static final Register RESET_STATUS = Register.readWrite("PM_RSTS", 0x20);
    /** Time to go in the low 20 bits. */
    public static final Register WATCHDOG = Register.readWrite("PM_WDOG", 0x24);

    /** Bytes of the block. */
    public static final int SIZE = 0x114;

    /** In the top byte of every write; a write without it is ignored. */
    public static final int PASSWORD = 0x5a << 24;

    /** RESET_CONTROL: what happens when the watchdog runs out. */
    public static final int ON_TIMEOUT = 0x30;

    public static final int ON_TIMEOUT_FULL_RESET = 0x20;
    /** RESET_CONTROL after a reset: the watchdog does nothing. */
    public static final int CONTROL_AT_RESET = 0x102;

    /** RESET_STATUS: the bits of the partition to boot from, every second one; all set means 63. */
    public static final int PARTITION = 0x555;
    /** The partition number 63: the firmware halts. */
    public static final int PARTITION_HALT = 0x555;

    public static final int WATCHDOG_TIME = 0xf_ffff;
    /** The watchdog counts down 2^16 times a second. */
    public static final int TICKS_PER_SECOND = 1 << 16;
}
