package cortado.vmm;

/**
 * The guest's firmware: PSCI 1.1 (Arm DEN 0022D.b) by HVC, and as much of the SMC calling convention (DEN 0028C) as
 * finds it. Every other call returns {@link #NOT_SUPPORTED} and does nothing.
 */
final class Psci {
    /** Bit 30 of a function: its arguments have 64 bits. */
    private static final int WIDE = 1 << 30;

    private static final int VERSION = 0x8400_0000;
    private static final int CPU_SUSPEND = 0x8400_0001;
    private static final int CPU_OFF = 0x8400_0002;
    private static final int CPU_ON = 0x8400_0003;
    private static final int AFFINITY_INFO = 0x8400_0004;
    private static final int MIGRATE_INFO_TYPE = 0x8400_0006;
    private static final int SYSTEM_OFF = 0x8400_0008;
    private static final int SYSTEM_RESET = 0x8400_0009;
    private static final int FEATURES = 0x8400_000a;
    private static final int SYSTEM_RESET2 = 0x8400_0012;
    private static final int SMCCC_VERSION = 0x8000_0000;
    private static final int SMCCC_ARCH_FEATURES = 0x8000_0001;

    private static final long SUCCESS = 0;
    static final long NOT_SUPPORTED = -1;
    private static final long INVALID_PARAMETERS = -2;
    private static final long ALREADY_ON = -4;

    private static final int VERSION_1_1 = 1 << 16 | 1;
    private static final int SMCCC_1_1 = 1 << 16 | 1;
    /** MIGRATE_INFO_TYPE: there is no trusted OS that would have to move (§5.9). */
    private static final long NO_TRUSTED_OS = 2;

    private static final long IS_ON = 0;
    private static final long IS_OFF = 1;

    private final CpuPower cpus;

    Psci(CpuPower cpus) {
        this.cpus = cpus;
    }

    /**
     * A call by a CPU.
     *
     * @param function w0
     * @return what x0 is afterwards, unless the CPU is off then
     */
    long call(int cpu, int function, long first, long second, long third) {
        if (!exists(function)) {
            return NOT_SUPPORTED;
        }
        boolean wide = (function & WIDE) != 0;
        long a = wide ? first : first & 0xffff_ffffL;
        long b = wide ? second : second & 0xffff_ffffL;
        long c = wide ? third : third & 0xffff_ffffL;
        return switch (function & ~WIDE) {
            case VERSION -> VERSION_1_1;
            case SMCCC_VERSION -> SMCCC_1_1;
            case FEATURES -> exists((int) a) ? SUCCESS : NOT_SUPPORTED;
            case MIGRATE_INFO_TYPE -> NO_TRUSTED_OS;
            case CPU_ON -> on(a, b, c);
            case AFFINITY_INFO -> info(a, b);
            case CPU_OFF -> {
                cpus.off(cpu);
                yield SUCCESS;
            }
            case CPU_SUSPEND -> SUCCESS; // waking at once is allowed (§5.4); WFI is how to wait at no cost
            case SYSTEM_OFF -> {
                cpus.end(VmEnd.Cause.POWERED_OFF, "the guest powered itself off");
                yield SUCCESS;
            }
            case SYSTEM_RESET, SYSTEM_RESET2 -> {
                cpus.end(VmEnd.Cause.RESET, "the guest wants to start anew");
                yield SUCCESS;
            }
            default -> NOT_SUPPORTED; // SMCCC_ARCH_FEATURES: no workaround is needed that a guest can call
        };
    }

    private static boolean exists(int function) {
        return switch (function) {
            case VERSION,
                    CPU_OFF,
                    MIGRATE_INFO_TYPE,
                    SYSTEM_OFF,
                    SYSTEM_RESET,
                    FEATURES,
                    SMCCC_VERSION,
                    SMCCC_ARCH_FEATURES,
                    CPU_SUSPEND,
                    CPU_SUSPEND | WIDE,
                    CPU_ON,
                    CPU_ON | WIDE,
                    AFFINITY_INFO,
                    AFFINITY_INFO | WIDE,
                    SYSTEM_RESET2,
                    SYSTEM_RESET2 | WIDE -> true;
            default -> false;
        };
    }

    private long on(long target, long entry, long context) {
        if (target < 0 || target >= cpus.count()) {
            return INVALID_PARAMETERS;
        }
        if (cpus.isOn((int) target)) {
            return ALREADY_ON;
        }
        cpus.on((int) target, entry, context);
        return SUCCESS;
    }

    private long info(long target, long level) {
        if (target < 0
                || target >= cpus.count()
                || level != 0) { // §5.7.1: a higher level need not be there from 1.0 on
            return INVALID_PARAMETERS;
        }
        return cpus.isOn((int) target) ? IS_ON : IS_OFF;
    }
}
