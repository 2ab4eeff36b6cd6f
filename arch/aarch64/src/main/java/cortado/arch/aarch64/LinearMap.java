package cortado.arch.aarch64;

import cortado.metal.Metal;

/** RAM through the kernel's linear map. */
final class LinearMap implements PhysicalMemory {
    /** The kernel's address of a physical one. */
    static long address(long physical) {
        return KernelSpace.LINEAR + physical;
    }

    @Override
    public long load(long physical) {
        return Metal.load64(address(physical));
    }

    @Override
    public void store(long physical, long value) {
        Metal.store64(address(physical), value);
    }
}
