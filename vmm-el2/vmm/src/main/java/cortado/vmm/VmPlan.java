package cortado.vmm;

import cortado.abi.Limits;
import cortado.vmm.boot.BootSource;

/**
 * What a virtual machine is to be.
 *
 * @param memory bytes of RAM, whole MiB
 * @param cpus 1 to 8
 * @param kernel an arm64 Image
 * @param initrd its initial RAM disk; {@link BootSource#none()} for none
 * @param commandLine for the kernel
 */
public record VmPlan(long memory, int cpus, BootSource kernel, BootSource initrd, String commandLine) {
    /** The most memory: what one sparse folio can hold. */
    public static final long MOST_MEMORY = Limits.SPARSE_FOLIO;

    private static final long MEBIBYTE = 1 << 20;

    /** Refuses what cannot be. */
    public VmPlan {
        if (memory < 16 * MEBIBYTE || memory > MOST_MEMORY || memory % MEBIBYTE != 0) {
            throw new IllegalArgumentException(
                    "a guest has 16M to 1024M of memory in whole MiB, not " + memory + " bytes");
        }
        if (cpus < 1 || cpus > Limits.VM_CPUS) {
            throw new IllegalArgumentException("a guest has 1 to " + Limits.VM_CPUS + " CPUs, not " + cpus);
        }
    }
}
