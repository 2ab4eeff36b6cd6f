package cortado.arch.aarch64;

import cortado.metal.Metal;

/** What runs at EL2 (vmm-el2/monitor): putting it there, and what it is asked besides running guests. */
final class Monitor implements GuestSpaces.Forgetting {
    /** As in monitor.h. */
    static final int VECTORS = 0;

    static final int FORGET_VM = 2;
    static final int FORGET_PAGE = 3;
    static final int START = 4;
    static final int GIC = 5;
    static final int HIDE = 6;

    static final int HOST_SIZE = 256;
    static final int HOST_DELTA = 0;
    static final int HOST_VTCR = 8;
    static final int HOST_LISTS = 16;
    static final int HOST_PRIORITIES = 24;

    /** At EL2, AP[1] reads as one and UXN stands for both levels. */
    private static final long TEXT =
            Descriptor.NORMAL | Descriptor.SHARED | Descriptor.ACCESSED | Descriptor.USER | Descriptor.READ_ONLY;

    private static final long DATA =
            Descriptor.NORMAL | Descriptor.SHARED | Descriptor.ACCESSED | Descriptor.USER | Descriptor.UXN;

    /** Shown to guests: one after the other, behind all that is mapped one to one. */
    private static final long SHOWN = KernelSpace.LINEAR_SIZE;

    private final Image image;
    private final boolean version3;
    private final long root;
    private final PhysicalMemory tables;
    private final Translations translations;
    /** The descriptor of the first vcpu's shown page; the others follow. */
    private final long places;

    /** Makes EL2's tables, for all CPUs: the monitor's text, and what it keeps of guests and CPUs. */
    Monitor(Image image, PhysicalMemory tables, Translations translations, boolean version3) {
        this.image = image;
        this.tables = tables;
        this.translations = translations;
        this.version3 = version3;
        root = image.toPhysical(Cpu.monitorTables());
        KernelSpace space = new KernelSpace(
                tables, translations, root, root + Descriptor.PAGE, image.toPhysical(Cpu.monitorTablesEnd()));
        space.mapOneToOne(image.toPhysical(Cpu.monitorStart()), image.toPhysical(Cpu.monitorEnd()), TEXT);
        long guests = image.toPhysical(Cpu.contexts());
        space.mapOneToOne(guests, image.toPhysical(Cpu.contextsEnd()), DATA);
        long blocks = image.toPhysical(Cpu.monitorBlocks());
        space.mapOneToOne(blocks, blocks + Descriptor.PAGE, DATA);
        places = space.place(SHOWN);
    }

    /** ICH_VTR_EL2, once the vectors are set. */
    long virtualGic() {
        return Cpu.hvc(GIC, 0, 0, 0);
    }

    /** Puts its vectors in the place of the stub's on the calling CPU. */
    void setVectors() {
        Cpu.hvc(VECTORS, image.toPhysical(Cpu.hostVectors()), 0, 0);
    }

    /** Puts it in the stub's place on the calling CPU, whose own registers are as they will always be. */
    void start(int cpu) {
        setVectors();
        long block = Cpu.monitorBlocks() + (long) cpu * HOST_SIZE;
        Metal.store64(block + HOST_DELTA, Image.BASE - image.physical() + 1);
        Metal.store64(block + HOST_VTCR, StageTwo.control((int) Cpu.memoryFeatures() & 15));
        Metal.store64(block + HOST_LISTS, version3 ? lists(virtualGic()) : 0);
        Metal.store64(block + HOST_PRIORITIES, version3 ? priorities(virtualGic()) : 0);
        Cpu.hvc(START, image.toPhysical(block), root, 0);
    }

    /** ICH_VTR_EL2.ListRegs. */
    static int lists(long vtr) {
        return (int) (vtr & 31) + 1;
    }

    /** ICH_AP0R&lt;n&gt;_EL2 that there are: one for each 32 levels of preemption, ICH_VTR_EL2.PREbits. */
    static int priorities(long vtr) {
        int bits = (int) ((vtr >>> 26) & 7) + 1;
        return Math.max(1, 1 << (bits - 5));
    }

    /** Lets the monitor read, and only that, what is shown to a vcpu's guest: where it finds the page. */
    long show(int vcpu, long physical) {
        tables.store(places + 8L * vcpu, physical | DATA | Descriptor.READ_ONLY | Descriptor.LEAF);
        translations.written();
        return shown(vcpu);
    }

    /** Takes the page back: no CPU finds it at EL2 any more. */
    void hide(int vcpu) {
        tables.store(places + 8L * vcpu, 0);
        Cpu.hvc(HIDE, shown(vcpu) >>> Descriptor.PAGE_SHIFT, 0, 0);
    }

    private static long shown(int vcpu) {
        return SHOWN + (long) vcpu * Descriptor.PAGE;
    }

    @Override
    public void page(long stageTwo, long address) {
        Cpu.hvc(FORGET_PAGE, stageTwo, address >>> Descriptor.PAGE_SHIFT, 0);
    }

    @Override
    public void space(long stageTwo) {
        Cpu.hvc(FORGET_VM, stageTwo, 0, 0);
    }
}
