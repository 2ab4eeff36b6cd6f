package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;
import cortado.kernel.TablePages;

/**
 * The address spaces of user processes. A space's number fixes its ASID, so that no ASID is ever shared: 8 bits, which
 * every CPU has, are enough, and a space's translations are forgotten once, when it is destroyed.
 *
 * <p>Tables are only ever added to a live space; a descriptor that is valid is made invalid and forgotten by all CPUs
 * before another takes its place (break before make, DDI 0487 D8.17.1).
 */
final class UserSpaces {
    /** Above this many pages, forgetting the whole space is cheaper than page by page. */
    private static final int PAGES_ONE_BY_ONE = 32;

    private static final int ASID_SHIFT = 48;

    private final PhysicalMemory memory;
    private final Translations translations;
    private final long[] roots = new long[KernelLimits.PROCESSES];
    private TablePages pages;

    UserSpaces(PhysicalMemory memory, Translations translations) {
        this.memory = memory;
        this.translations = translations;
    }

    /** Where tables come from, from now on. */
    void takeFrom(TablePages tablePages) {
        pages = tablePages;
    }

    /** Pages that {@link #create} takes. */
    int cost() {
        return 1;
    }

    /** ASID 0 belongs to CPUs without a space. */
    private static int asid(int space) {
        return space + 1;
    }

    /** What TTBR0_EL1 holds while the space is active. */
    long root(int space) {
        return roots[space] | ((long) asid(space) << ASID_SHIFT);
    }

    void create(int space) {
        roots[space] = pages.take(space);
    }

    void destroy(int space) {
        translations.begin();
        translations.forgetSpace(asid(space));
        translations.finish();
        giveTables(space);
        roots[space] = 0;
    }

    private void giveTables(int space) {
        long root = roots[space];
        for (int i = 0; i < Descriptor.ENTRIES; i++) {
            long descriptor = memory.load(root + 8L * i);
            if (Descriptor.isTable(descriptor)) {
                giveLevel2(space, descriptor & Descriptor.ADDRESS);
            }
        }
        pages.give(space, root);
    }

    private void giveLevel2(int space, long table) {
        for (int i = 0; i < Descriptor.ENTRIES; i++) {
            long descriptor = memory.load(table + 8L * i);
            if (Descriptor.isTable(descriptor)) {
                pages.give(space, descriptor & Descriptor.ADDRESS);
            }
        }
        pages.give(space, table);
    }

    /** Table pages that are missing for a range. */
    int mapCost(int space, long address, int count) {
        long last = address + ((long) count << Descriptor.PAGE_SHIFT) - 1;
        int cost = 0;
        for (long gib = address >>> Descriptor.shift(1); gib <= last >>> Descriptor.shift(1); gib++) {
            long start = Math.max(address, gib << Descriptor.shift(1));
            long end = Math.min(last, (gib << Descriptor.shift(1)) + (1L << Descriptor.shift(1)) - 1);
            int tables = (int) ((end >>> Descriptor.shift(2)) - (start >>> Descriptor.shift(2))) + 1;
            long level2 = memory.load(roots[space] + 8L * Descriptor.index(start, 1));
            cost += Descriptor.isTable(level2)
                    ? tables - present(level2 & Descriptor.ADDRESS, Descriptor.index(start, 2), tables)
                    : 1 + tables;
        }
        return cost;
    }

    private int present(long table, int first, int count) {
        int present = 0;
        for (int i = 0; i < count; i++) {
            if (Descriptor.isTable(memory.load(table + 8L * (first + i)))) {
                present++;
            }
        }
        return present;
    }

    void map(int space, long address, long physical, int count, int access) {
        long descriptor = physical | Descriptor.userPage(access);
        long at = address;
        int left = count;
        while (left > 0) {
            int first = Descriptor.index(at, 3);
            int run = Math.min(left, Descriptor.ENTRIES - first);
            long entry = tableFor(space, at) + 8L * first;
            for (int i = 0; i < run; i++) {
                memory.store(entry, descriptor);
                entry += 8;
                descriptor += Descriptor.PAGE;
            }
            at += (long) run << Descriptor.PAGE_SHIFT;
            left -= run;
        }
        translations.written();
    }

    /** The level 3 table for an address, made if it is missing. */
    private long tableFor(int space, long address) {
        long level2 = below(space, roots[space] + 8L * Descriptor.index(address, 1));
        return below(space, level2 + 8L * Descriptor.index(address, 2));
    }

    private long below(int space, long entry) {
        long descriptor = memory.load(entry);
        if (Descriptor.isTable(descriptor)) {
            return descriptor & Descriptor.ADDRESS;
        }
        long table = pages.take(space);
        translations.written();
        memory.store(entry, table | Descriptor.TABLE);
        return table;
    }

    void unmap(int space, long address, int count) {
        long at = address;
        int left = count;
        while (left > 0) {
            int first = Descriptor.index(at, 3);
            int run = Math.min(left, Descriptor.ENTRIES - first);
            clear(space, at, run);
            at += (long) run << Descriptor.PAGE_SHIFT;
            left -= run;
        }
        translations.begin();
        if (count > PAGES_ONE_BY_ONE) {
            translations.forgetSpace(asid(space));
        } else {
            for (int i = 0; i < count; i++) {
                translations.forgetPage(asid(space), address + ((long) i << Descriptor.PAGE_SHIFT));
            }
        }
        translations.finish();
    }

    private void clear(int space, long address, int run) {
        long level2 = memory.load(roots[space] + 8L * Descriptor.index(address, 1));
        if (!Descriptor.isTable(level2)) {
            return;
        }
        long level3 = memory.load((level2 & Descriptor.ADDRESS) + 8L * Descriptor.index(address, 2));
        if (!Descriptor.isTable(level3)) {
            return;
        }
        long entry = (level3 & Descriptor.ADDRESS) + 8L * Descriptor.index(address, 3);
        for (int i = 0; i < run; i++) {
            memory.store(entry + 8L * i, 0);
        }
    }
}
