package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;
import cortado.kernel.TablePages;

/**
 * The stage 2 tables of guests. A VM's number fixes its VMID, so that none is ever shared, and its translations are
 * forgotten once, when it ends. Tables are only ever added to a live space.
 */
final class GuestSpaces {
    /** Above this many pages, forgetting the whole space is cheaper than page by page. */
    private static final int PAGES_ONE_BY_ONE = 32;

    /** How CPUs forget what they remember of stage 2. */
    interface Forgetting {
        /** Every CPU forgets a guest's page before this returns. */
        void page(long root, long address);

        /** Every CPU forgets a VM before this returns. */
        void space(long root);
    }

    private final Translations translations;
    private final Forgetting forgetting;
    private final Tables tables;
    private final long[] roots = new long[KernelLimits.VMS];

    GuestSpaces(PhysicalMemory memory, Translations translations, Forgetting forgetting) {
        this.translations = translations;
        this.forgetting = forgetting;
        this.tables = new Tables(memory, translations);
    }

    void takeFrom(TablePages pages) {
        tables.takeFrom(pages);
    }

    int cost() {
        return 1;
    }

    /** What VTTBR_EL2 holds for the VM. */
    long root(int vm) {
        return StageTwo.root(vm, roots[vm]);
    }

    void create(int vm) {
        roots[vm] = tables.take(vm);
        translations.written();
    }

    void destroy(int vm) {
        translations.begin();
        forgetting.space(root(vm));
        tables.giveAll(vm, roots[vm]);
        roots[vm] = 0;
    }

    int mapCost(int vm, long address, int count) {
        return tables.missing(roots[vm], address, count);
    }

    void map(int vm, long address, long physical, int count, int access) {
        tables.map(vm, roots[vm], address, physical | StageTwo.page(access), count);
    }

    void unmap(int vm, long address, int count) {
        tables.clear(roots[vm], address, count);
        translations.begin();
        if (count > PAGES_ONE_BY_ONE) {
            forgetting.space(root(vm));
        } else {
            for (int i = 0; i < count; i++) {
                forgetting.page(root(vm), address + ((long) i << Descriptor.PAGE_SHIFT));
            }
        }
    }
}
