package cortado.arch.aarch64;

import cortado.fdt.FlatTree;
import cortado.fdt.Platform;
import cortado.kernel.KernelLimits;
import cortado.metal.Metal;

/**
 * The CPUs. The one that booted is number 0; the others get theirs one after the other as they report, so that numbers
 * have no gaps when one does not.
 */
final class Processors {
    /** MPIDR_EL1.Aff3 to Aff0. */
    private static final long AFFINITY = 0xff_00ff_ffffL;

    private static final long NOBODY = -1;
    private static final long PATIENCE = 1_000_000_000L;

    private final Image image;
    private final Caches caches;
    private final GenericTimer timer;
    private final Firmware firmware;
    /** CPUs that have started; the newest one counts itself. */
    private final int[] online = {1};

    Processors(Image image, Caches caches, GenericTimer timer, Firmware firmware) {
        this.image = image;
        this.caches = caches;
        this.timer = timer;
        this.firmware = firmware;
    }

    /** The calling CPU's affinity. */
    static long ownAffinity() {
        return Cpu.affinityRegister() & AFFINITY;
    }

    /** CPUs that run. */
    int count() {
        return online[0];
    }

    /** A started CPU reports. */
    void report(int cpu) {
        Metal.barrierComplete();
        Metal.store32(Metal.addressOf(online), cpu + 1);
    }

    /** Starts every CPU of the tree, as far as there is room and the boot argument {@code maxcpus} allows. */
    void startOthers(Platform platform, Aarch64Machine machine) {
        long own = ownAffinity();
        int most = Math.min(KernelLimits.CPUS, platform.bootArgument("maxcpus", KernelLimits.CPUS));
        for (int node = platform.nextCpu(FlatTree.ABSENT); node >= 0; node = platform.nextCpu(node)) {
            long affinity = platform.cpuId(node);
            int cpu = Metal.load32(Metal.addressOf(online));
            if (affinity >= 0 && affinity != own && cpu < most) {
                machine.gic().expect(cpu, affinity);
                announce(cpu, affinity);
                if (!start(platform, node, affinity) || !awaitReport(cpu)) {
                    announce(cpu, NOBODY);
                    machine.logText("cortado: a CPU does not start, affinity " + Long.toHexString(affinity) + "\n");
                }
            }
        }
    }

    /** Writes the number into the table that boot.S searches without caches. */
    private void announce(int cpu, long affinity) {
        long entry = Cpu.affinities() + 8L * cpu;
        Metal.store64(entry, affinity);
        caches.cleanInvalidate(entry, 8);
    }

    private boolean start(Platform platform, int node, long affinity) {
        long entry = image.toPhysical(Cpu.secondaryEntry());
        switch (platform.startMethod(node)) {
            case Platform.START_PSCI -> {
                return firmware.start(affinity, entry) == 0;
            }
            case Platform.START_SPIN_TABLE -> {
                long release = platform.releaseAddress(node);
                if (release < 0) {
                    return false;
                }
                long at = LinearMap.address(release);
                Metal.store64(at, entry);
                caches.cleanInvalidate(at, 8);
                Cpu.sendEvent();
                return true;
            }
            default -> {
                return false;
            }
        }
    }

    private boolean awaitReport(int cpu) {
        long deadline = timer.now() + PATIENCE;
        while (Metal.load32(Metal.addressOf(online)) == cpu) {
            if (timer.now() > deadline) {
                return false;
            }
        }
        return true;
    }
}
