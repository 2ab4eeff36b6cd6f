package cortado.arch.aarch64;

import cortado.kernel.TablePages;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** RAM for translation tables that notices an access outside of pages in use, and walks tables as a CPU does. */
final class SimulatedMemory implements PhysicalMemory, TablePages {
    private static final long FIRST_PAGE = 0x4000_0000L;

    private final Map<Long, long[]> pages = new HashMap<>();
    private final Set<Long> free = new HashSet<>();
    private long next = FIRST_PAGE;

    @Override
    public long load(long physical) {
        return page(physical)[(int) (physical & 4095) / 8];
    }

    @Override
    public void store(long physical, long value) {
        page(physical)[(int) (physical & 4095) / 8] = value;
    }

    private long[] page(long physical) {
        long[] page = pages.get(physical & -4096);
        if (page == null || physical % 8 != 0) {
            throw new AssertionError("no table lies at " + Long.toHexString(physical));
        }
        return page;
    }

    @Override
    public long take(int space) {
        long page = next;
        next += Descriptor.PAGE;
        pages.put(page, new long[Descriptor.ENTRIES]);
        return page;
    }

    @Override
    public void give(int space, long physical) {
        if (pages.remove(physical) == null) {
            throw new AssertionError("given back twice: " + Long.toHexString(physical));
        }
        free.add(physical);
    }

    /** Pages taken and not given back. */
    int inUse() {
        return pages.size();
    }

    /** The descriptor of the leaf that translates an address, or 0 (DDI 0487 D8.2). */
    long leaf(long root, long address) {
        long table = root;
        for (int level = 1; level <= 3; level++) {
            long descriptor = load(table + 8L * Descriptor.index(address, level));
            if (!Descriptor.isValid(descriptor)) {
                return 0;
            }
            if (level == 3 || !Descriptor.isTable(descriptor)) {
                return descriptor;
            }
            table = descriptor & Descriptor.ADDRESS;
        }
        throw new AssertionError("four levels");
    }

    /** The level at which an address's translation ends. */
    int leafLevel(long root, long address) {
        long table = root;
        int level = 1;
        while (level < 3) {
            long descriptor = load(table + 8L * Descriptor.index(address, level));
            if (!Descriptor.isTable(descriptor)) {
                return level;
            }
            table = descriptor & Descriptor.ADDRESS;
            level++;
        }
        return level;
    }

    /** Where an address leads, or -1. */
    long translate(long root, long address) {
        long leaf = leaf(root, address);
        if (leaf == 0) {
            return -1;
        }
        long inside = (1L << Descriptor.shift(leafLevel(root, address))) - 1;
        return (leaf & Descriptor.ADDRESS & ~inside) | (address & inside);
    }
}
