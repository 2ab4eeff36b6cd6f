package cortado.driver.sdhci;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.StatusException;
import cortado.api.service.Firmware;

/**
 * The clock that a controller divides for its card. Where CAPABILITIES do not name it, they ask for "another method"
 * (SD Host Controller Simplified Specification 3.00 §2.2.26): that is Raspberry Pi's firmware, which set it.
 */
final class BaseClock {
    /** A clock that no BCM2835 or BCM2711 exceeds: cards are slow with it, and never driven too fast. */
    private static final long FASTEST = 500_000_000;

    private static final String EMMC2 = "brcm,bcm2711-emmc2";
    private static final long PATIENCE_MILLISECONDS = 2_000;

    private final Environ environ;
    /** What the firmware said, 0 if it was not asked yet. */
    private long told;

    BaseClock(Environ environ) {
        this.environ = environ;
    }

    /**
     * Its rate in Hz.
     *
     * @param megahertz what CAPABILITIES say; 0 if nothing
     */
    long hertz(int megahertz) {
        if (megahertz > 0) {
            return megahertz * 1_000_000L;
        }
        if (told == 0) {
            told = ask();
        }
        return told;
    }

    private long ask() {
        boolean newer = EMMC2.equals(environ.get("device.compatible"));
        try (Firmware firmware = new Firmware(environ)) {
            int[] rate = firmware.get(
                    newer ? Firmware.EMMC2_CLOCK : Firmware.EMMC_CLOCK, Clock.after(PATIENCE_MILLISECONDS));
            return rate.length > 0 && rate[0] != 0 ? rate[0] & 0xffff_ffffL : FASTEST;
        } catch (StatusException e) {
            return FASTEST; // no firmware, or one that does not know
        }
    }
}
