package cortado.arch.aarch64;

import cortado.metal.Metal;

/** Registers at a virtual address. */
final class MappedRegisters implements RegisterBlock {
    private final long base;

    MappedRegisters(long base) {
        this.base = base;
    }

    @Override
    public int load(int offset) {
        return Metal.load32(base + offset);
    }

    @Override
    public void store(int offset, int value) {
        Metal.store32(base + offset, value);
    }

    @Override
    public RegisterBlock from(int offset) {
        return new MappedRegisters(base + offset);
    }
}
