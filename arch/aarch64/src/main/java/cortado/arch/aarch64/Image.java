package cortado.arch.aarch64;

import cortado.metal.Metal;

/**
 * The kernel's own image, linked at {@link #BASE} and loaded anywhere. It also serves as the memory that the first
 * tables lie in, before RAM is mapped.
 *
 * @param physical where it was loaded
 */
record Image(long physical) implements PhysicalMemory {
    /** KERNEL_BASE of layout.h. */
    static final long BASE = 0xffff_ffff_8000_0000L;

    /** The physical address of a symbol's. */
    long toPhysical(long address) {
        return address - BASE + physical;
    }

    /** The physical address behind the image, its .bss, stacks and tables. */
    long end() {
        return toPhysical(Cpu.imageEnd());
    }

    @Override
    public long load(long at) {
        return Metal.load64(at - physical + BASE);
    }

    @Override
    public void store(long at, long value) {
        Metal.store64(at - physical + BASE, value);
    }
}
