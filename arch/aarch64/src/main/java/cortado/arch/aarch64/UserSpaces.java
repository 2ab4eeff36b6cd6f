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

    private final Translations translations;
    private final Tables tables;
    private final long[] roots = new long[KernelLimits.PROCESSES];

    UserSpaces(PhysicalMemory memory, Translations translations) {
        this.translations = translations;
        this.tables = new Tables(memory, translations);
    }

    /** Where tables come from, from now on. */
    void takeFrom(TablePages pages) {
        tables.takeFrom(pages);
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
        roots[space] = tables.take(space);
    }

    void destroy(int space) {
        translations.begin();
        translations.forgetSpace(asid(space));
        translations.finish();
        tables.giveAll(space, roots[space]);
        roots[space] = 0;
    }

    /** Table pages that are missing for a range. */
    int mapCost(int space, long address, int count) {
        return tables.missing(roots[space], address, count);
    }

    void map(int space, long address, long physical, int count, int access) {
        tables.map(space, roots[space], address, physical | Descriptor.userPage(access), count);
    }

    void unmap(int space, long address, int count) {
        tables.clear(roots[space], address, count);
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
}
