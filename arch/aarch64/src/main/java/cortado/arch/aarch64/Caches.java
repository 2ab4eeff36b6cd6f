package cortado.arch.aarch64;

import cortado.metal.Metal;

/** Cache maintenance by kernel address, line by line. */
final class Caches {
    private final long line;

    Caches() {
        // CTR_EL0.DminLine, bits 19:16: the logarithm of the smallest data line in words
        line = 4L << ((Cpu.cacheType() >>> 16) & 15);
    }

    /** Makes what was stored visible to instruction fetches on every CPU. */
    void synchronizeCode(long address, long length) {
        for (long at = address & -line; at < address + length; at += line) {
            Cpu.cleanLineForCode(at);
        }
        Cpu.invalidateCode();
    }

    /** Writes back and forgets. */
    void cleanInvalidate(long address, long length) {
        for (long at = address & -line; at < address + length; at += line) {
            Cpu.cleanInvalidateLine(at);
        }
        Metal.barrierComplete();
    }
}
