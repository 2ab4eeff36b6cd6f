package cortado.vmm;

/** Which device answers at which address of a guest. */
final class MmioBus {
    private static final int MOST = 32;

    private final long[] starts = new long[MOST];
    private final MmioDevice[] devices = new MmioDevice[MOST];
    private int count;
    /** The guest's last access went there; the next often does too. */
    private int last;

    /** Puts a device at an address. */
    void add(long start, MmioDevice device) {
        if (count == MOST) {
            throw new IllegalStateException("a guest has " + MOST + " devices at most");
        }
        starts[count] = start;
        devices[count++] = device;
    }

    /** Whether a device has the whole access. */
    boolean has(long address, int width) {
        return at(last, address, width) || find(address, width);
    }

    private boolean find(long address, int width) {
        for (int i = 0; i < count; i++) {
            if (at(i, address, width)) {
                last = i;
                return true;
            }
        }
        return false;
    }

    private boolean at(int index, long address, int width) {
        if (index >= count) {
            return false;
        }
        long offset = address - starts[index];
        return offset >= 0 && offset <= devices[index].size() - width;
    }

    /** Reads from the device that {@link #has} found last. */
    long read(int cpu, long address, int width) {
        return devices[last].read(cpu, (int) (address - starts[last]), width);
    }

    /** Writes to the device that {@link #has} found last. */
    void write(int cpu, long address, int width, long value) {
        devices[last].write(cpu, (int) (address - starts[last]), width, value);
    }
}
