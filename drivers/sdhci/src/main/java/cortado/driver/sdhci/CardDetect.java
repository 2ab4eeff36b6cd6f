package cortado.driver.sdhci;

import static cortado.driver.sdhci.SdhciRegister.*;

import cortado.api.Clock;
import cortado.api.DeviceException;
import cortado.api.Environ;
import java.util.List;

/** Whether there is a card, as far as a contact in the slot can tell (§2.2.9, §3.1). */
final class CardDetect {
    /** Contacts bounce for milliseconds. */
    private static final long SETTLE_MILLISECONDS = 1_000;

    private static final int CONTACT = CARD_INSERTED | CARD_STABLE | CARD_LEVEL;
    /**
     * Properties of the tree that make the contact worthless (Linux binding mmc-controller.yaml): it leads nowhere, or
     * what is connected is soldered. Then there is no telling but by trying.
     */
    private static final List<String> WORTHLESS = List.of("broken-cd", "non-removable");

    private CardDetect() {}

    /**
     * Waits until the contact has settled.
     *
     * @throws DeviceException if it says that there is no card, or does not settle
     */
    static void await(HostController host, Environ environ) {
        List<String> flags = List.of(environ.get("device.flags", "").split(" "));
        if (flags.stream().anyMatch(WORTHLESS::contains)) {
            return;
        }
        long deadline = Clock.after(SETTLE_MILLISECONDS);
        int contact = host.state() & CONTACT;
        while (contact != CONTACT && contact != CARD_STABLE) {
            if (Clock.nanos() >= deadline) {
                throw new DeviceException("the contact that detects cards does not settle: PRESENT_STATE is 0x"
                        + Integer.toHexString(host.state()));
            }
            host.pause(1);
            contact = host.state() & CONTACT;
        }
        if (contact != CONTACT) {
            throw new DeviceException("there is no card in the slot");
        }
    }
}
