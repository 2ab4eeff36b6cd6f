package cortado.driver.sdhci;

/** Controllers as they read in the places where cards were seen. */
enum Model {
    /**
     * The older controller of QEMU 10.0's raspi4b ({@code hw/sd/sdhci.c}, {@code hw/arm/bcm2835_peripherals.c}): 52
     * MHz, and a contact that can be believed.
     */
    QEMU(0x0521_34b4, 0x2402, 0x01f8_0000, true),
    /**
     * EMMC2 of a Raspberry Pi 4: 100 MHz, and a contact that always tells of a card. Dumps of its registers, without a
     * card: raspberrypi/linux, issues 3286 and 3657 (PRESENT_STATE 1fff0001); with one: freebsd-arm, 7 May 2024, "SD
     * card timeouts on older Raspberry Pi 4 models" (1fff0a06).
     */
    EMMC2(0x45ee_6432, 0x1002, 0x1fff_0000, false),
    /** As EMMC2, whose capabilities name no clock, and whose reserved bits are set. */
    NAMELESS(0x45ee_0032, 0x1002, 0xffff_f0f8, false);

    final int capabilities;
    final int version;
    /** PRESENT_STATE with no card and nothing to do. */
    final int idle;
    /** Whether the contact tells of a card, and a command without one of a timeout: EMMC2 stays silent then. */
    final boolean detects;

    Model(int capabilities, int version, int idle, boolean detects) {
        this.capabilities = capabilities;
        this.version = version;
        this.idle = idle;
        this.detects = detects;
    }

    /** Its base clock in kHz. */
    int base() {
        int named = capabilities >> 8 & 0xff;
        return named == 0 ? 100_000 : named * 1_000;
    }
}
