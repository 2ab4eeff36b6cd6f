package cortado.arch.aarch64;

import cortado.kernel.KernelLimits;

/**
 * Whose state each CPU's virtual interrupt interface holds. A vcpu that comes back to a CPU after it ran on another
 * finds there what it left behind, which is out of date: a stale active priority would keep every interrupt from it.
 */
final class InterfaceOwners {
    private static final int NOBODY = -1;

    /** The vcpu that each CPU's interface was loaded for. */
    private final int[] owners = new int[KernelLimits.CPUS];
    /** The CPU that each vcpu ran on last. */
    private final int[] places = new int[KernelLimits.VCPUS];

    /** The CPU's interface was reset. */
    void reset(int cpu) {
        owners[cpu] = NOBODY;
    }

    /** The CPU is about to run the vcpu: true if its interface has to be loaded first. */
    boolean enter(int cpu, int vcpu) {
        boolean current = owners[cpu] == vcpu && places[vcpu] == cpu;
        owners[cpu] = vcpu;
        places[vcpu] = cpu;
        return !current;
    }

    /** What any CPU holds of the vcpu means nothing any more. */
    void forget(int vcpu) {
        for (int cpu = 0; cpu < KernelLimits.CPUS; cpu++) {
            if (owners[cpu] == vcpu) {
                owners[cpu] = NOBODY;
            }
        }
    }
}
