package cortado.driver.virtio;

import static cortado.driver.virtio.PciRegister.*;

import cortado.api.DeviceException;
import cortado.api.Mmio;
import java.util.function.IntFunction;

/**
 * A structure of the PCI transport, where one of the device's capabilities says that it is. The device may say
 * anything: lists that never end, ranges that it does not have, structures that are too short.
 *
 * @param registers the base address range
 * @param offset where in it the structure starts
 * @param size its bytes
 * @param multiplier of a NOTIFY structure, bytes between two queues' registers; else 0
 */
record PciRegion(Mmio registers, int offset, long size, int multiplier) {
    private static final int RANGES = 6;

    /**
     * Finds the first structure of a type.
     *
     * @param ranges the base address range of a number, null if there is none
     * @param atLeast bytes that the structure needs
     */
    static PciRegion find(Mmio configuration, IntFunction<Mmio> ranges, int type, int atLeast) {
        int at = 0;
        if ((configuration.read(STATUS_COMMAND) & HAS_CAPABILITIES) != 0) {
            at = configuration.read(CAPABILITIES) & 0xfc;
        }
        // Each capability takes four bytes at least: a list of more goes in circles.
        for (int seen = 0; at >= HEADER && seen < (CONFIGURATION - HEADER) / 4; seen++) {
            boolean found = configuration.read8(at) == CAPABILITY_VENDOR
                    && at <= CONFIGURATION - CAP_BYTES
                    && configuration.read8(at + CAP_TYPE) == type;
            int range = found ? configuration.read8(at + CAP_BAR) : RANGES;
            // §4.1.4: a range of a number that is reserved is to be passed over.
            if (range < RANGES) {
                return of(configuration, ranges.apply(range), at, type, atLeast);
            }
            at = configuration.read8(at + CAP_NEXT) & 0xfc;
        }
        throw new DeviceException("the device has no structure of type " + type + " among its capabilities");
    }

    private static PciRegion of(Mmio configuration, Mmio registers, int at, int type, int atLeast) {
        int range = configuration.read8(at + CAP_BAR);
        long offset = configuration.read32(at + CAP_OFFSET) & 0xffff_ffffL;
        long size = configuration.read32(at + CAP_SIZE) & 0xffff_ffffL;
        if (registers == null || size < atLeast || offset % 4 != 0 || offset + size > registers.size()) {
            throw new DeviceException("the device's structure of type " + type + " has " + size + " bytes from "
                    + offset
                    + " on in range " + range + ", which has " + (registers == null ? 0 : registers.size()) + "; "
                    + atLeast + " or more were expected");
        }
        int multiplier = 0;
        if (type == TYPE_NOTIFY) {
            boolean fits = at + CAP_MULTIPLIER + 4 <= CONFIGURATION
                    && configuration.read8(at + CAP_LENGTH) >= CAP_MULTIPLIER + 4;
            if (!fits) {
                throw new DeviceException("the device's capability of type " + type + " is too short");
            }
            multiplier = configuration.read32(at + CAP_MULTIPLIER);
        }
        return new PciRegion(registers, (int) offset, size, multiplier);
    }
}
