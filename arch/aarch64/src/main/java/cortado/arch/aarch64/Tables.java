package cortado.arch.aarch64;

import cortado.kernel.TablePages;

/** Three levels of tables with 4 KiB pages over 39-bit addresses: making, finding and giving back. */
final class Tables {
    private final PhysicalMemory memory;
    private final Translations translations;
    private TablePages pages;

    Tables(PhysicalMemory memory, Translations translations) {
        this.memory = memory;
        this.translations = translations;
    }

    /** Where tables come from, from now on. */
    void takeFrom(TablePages tablePages) {
        pages = tablePages;
    }

    /** An empty table. */
    long take(int space) {
        return pages.take(space);
    }

    /** Gives back a space's root and all below it. */
    void giveAll(int space, long root) {
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
    int missing(long root, long address, int count) {
        long last = address + ((long) count << Descriptor.PAGE_SHIFT) - 1;
        int cost = 0;
        for (long gib = address >>> Descriptor.shift(1); gib <= last >>> Descriptor.shift(1); gib++) {
            long start = Math.max(address, gib << Descriptor.shift(1));
            long end = Math.min(last, (gib << Descriptor.shift(1)) + (1L << Descriptor.shift(1)) - 1);
            int needed = (int) ((end >>> Descriptor.shift(2)) - (start >>> Descriptor.shift(2))) + 1;
            long level2 = memory.load(root + 8L * Descriptor.index(start, 1));
            cost += Descriptor.isTable(level2)
                    ? needed - present(level2 & Descriptor.ADDRESS, Descriptor.index(start, 2), needed)
                    : 1 + needed;
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

    /**
     * Stores a page's descriptor, and those of the pages behind it, where there are none; tables on the way are made.
     */
    void map(int space, long root, long address, long firstDescriptor, int count) {
        long descriptor = firstDescriptor;
        long at = address;
        int left = count;
        while (left > 0) {
            int first = Descriptor.index(at, 3);
            int run = Math.min(left, Descriptor.ENTRIES - first);
            long entry = tableFor(space, root, at) + 8L * first;
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
    private long tableFor(int space, long root, long address) {
        long level2 = below(space, root + 8L * Descriptor.index(address, 1));
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

    /** Makes the descriptors of a range of pages invalid. */
    void clear(long root, long address, int count) {
        long at = address;
        int left = count;
        while (left > 0) {
            int first = Descriptor.index(at, 3);
            int run = Math.min(left, Descriptor.ENTRIES - first);
            clearRun(root, at, run);
            at += (long) run << Descriptor.PAGE_SHIFT;
            left -= run;
        }
    }

    private void clearRun(long root, long address, int run) {
        long level2 = memory.load(root + 8L * Descriptor.index(address, 1));
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
