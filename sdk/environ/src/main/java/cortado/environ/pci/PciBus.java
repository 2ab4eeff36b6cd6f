package cortado.environ.pci;

import java.util.ArrayList;
import java.util.List;

/**
 * The first bus of a PCI host bridge: finds its functions and gives them their addresses (PCI Local Bus 3.0 §6). Each
 * function has a fixed share of the window, by its id, so that nobody has to remember who has which addresses, and a
 * function is switched off while its ranges are moved. Whatever a device answers, this ends. Bridges to further buses
 * are found and left alone.
 */
public final class PciBus {
    private static final int DEVICES = 32;
    private static final int FUNCTIONS = 8;
    private static final int RANGES = 6;
    private static final long PAGE = 4096;

    private static final int IDENTITY = 0x00;
    private static final int COMMAND = 0x04;
    private static final int COMMAND_MEMORY = 1 << 1;
    private static final int COMMAND_MASTER = 1 << 2;
    private static final int CLASS = 0x08;
    private static final int CLASS_SHIFT = 16;
    private static final int CLASS_HOST_BRIDGE = 0x0600;
    /** Header type, in bits 23:16. */
    private static final int HEADER = 0x0c;

    private static final int HEADER_SHIFT = 16;
    private static final int HEADER_TYPE = 0x7f;
    private static final int HEADER_MANY_FUNCTIONS = 0x80;
    private static final int FIRST_RANGE = 0x10;
    private static final int RANGE_IO = 1;
    private static final int RANGE_TYPE = 6;
    private static final int RANGE_WIDE = 4;
    private static final int PIN = 0x3c;
    private static final int PIN_SHIFT = 8;
    private static final int PINS = 4;

    private final PciConfiguration configuration;
    private final long start;
    private final long share;

    /**
     * @param start first address on the bus that the CPU sees
     * @param size how many of them it sees
     */
    public PciBus(PciConfiguration configuration, long start, long size) {
        this.configuration = configuration;
        this.share = Long.highestOneBit(Math.max(1, size / (DEVICES * FUNCTIONS + 1)));
        this.start = start + share - 1 & -share;
    }

    /** What is plugged in, but for host bridges. */
    public List<PciFunction> functions() {
        List<PciFunction> found = new ArrayList<>();
        for (int device = 0; device < DEVICES; device++) {
            int first = device * FUNCTIONS;
            if (isPresent(configuration.read(first, IDENTITY))) {
                int many = configuration.read(first, HEADER) >> HEADER_SHIFT & HEADER_MANY_FUNCTIONS;
                for (int function = 0; function < (many == 0 ? 1 : FUNCTIONS); function++) {
                    add(first + function, found);
                }
            }
        }
        return found;
    }

    private static boolean isPresent(int identity) {
        return (identity & 0xffff) != 0xffff && identity != 0;
    }

    private void add(int requester, List<PciFunction> found) {
        int identity = configuration.read(requester, IDENTITY);
        if (isPresent(identity) && configuration.read(requester, CLASS) >>> CLASS_SHIFT != CLASS_HOST_BRIDGE) {
            int pin = configuration.read(requester, PIN) >> PIN_SHIFT & 0xff;
            found.add(new PciFunction(requester, identity & 0xffff, identity >>> 16, pin > PINS ? 0 : pin));
        }
    }

    /**
     * Switches a function off, places its ranges in its share of the window and switches it on, so that it answers and
     * may reach memory. Ranges of I/O ports are left out.
     *
     * @throws PciException if it has too many registers, or is no ordinary function; it is off then
     */
    public List<PciRange> place(PciFunction function) {
        int id = function.requester();
        // The upper half is the status, where a 0 changes nothing.
        configuration.write(id, COMMAND, 0);
        int header = configuration.read(id, HEADER) >> HEADER_SHIFT & HEADER_TYPE;
        if (header != 0) {
            throw new PciException(function.compatible() + " at " + function.place() + " has header type " + header
                    + "; 0 was expected, that of an ordinary function");
        }
        List<PciRange> ranges = new ArrayList<>();
        long next = start + id * share;
        long end = next + share;
        int number = 0;
        while (number < RANGES) {
            int at = FIRST_RANGE + 4 * number;
            int low = probe(id, at);
            boolean memory = (low & RANGE_IO) == 0;
            boolean wide = memory && (low & RANGE_TYPE) == RANGE_WIDE && number + 1 < RANGES;
            int high = wide ? probe(id, at + 4) : -1;
            if (memory && low != 0) {
                long size = size(function, number, (long) high << 32 | (low & 0xffff_fff0L));
                next = next + size - 1 & -size;
                if (size > share || next + size > end) {
                    throw new PciException(function.compatible() + " at " + function.place() + " wants " + size
                            + " bytes for range " + number + "; all of its ranges have to fit in " + share);
                }
                configuration.write(id, at, (int) next);
                ranges.add(new PciRange(number, next, size));
                next += size;
            }
            number += wide ? 2 : 1;
        }
        configuration.write(id, COMMAND, COMMAND_MEMORY | COMMAND_MASTER);
        return ranges;
    }

    /** Which bits of a base address register can be set; leaves it 0. */
    private int probe(int id, int at) {
        configuration.write(id, at, -1);
        int settable = configuration.read(id, at);
        configuration.write(id, at, 0);
        return settable;
    }

    /** Bytes of a range whose address can have these bits; whole pages, since an MMU grants pages. */
    private static long size(PciFunction function, int number, long settable) {
        long size = -settable;
        if (size <= 0 || Long.bitCount(size) != 1) {
            throw new PciException(function.compatible() + " at " + function.place() + " has a range " + number
                    + " whose address can have the bits " + Long.toHexString(settable)
                    + ", which no power of two of bytes has");
        }
        return Math.max(size, PAGE);
    }
}
