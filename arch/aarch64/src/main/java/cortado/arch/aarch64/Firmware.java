package cortado.arch.aarch64;

import cortado.fdt.Platform;

/** PSCI (Arm DEN 0022): starting CPUs and power. */
final class Firmware {
    private static final long CPU_ON = 0xc400_0003L;
    private static final long SYSTEM_OFF = 0x8400_0008L;
    private static final long SYSTEM_RESET = 0x8400_0009L;
    private static final long NOT_SUPPORTED = -1;

    private final int conduit;

    /** Firmware called through one of {@link Platform}'s conduits. */
    Firmware(int conduit) {
        this.conduit = conduit;
    }

    private long call(long function, long a, long b, long c) {
        return switch (conduit) {
            case Platform.CONDUIT_SMC -> Cpu.smc(function, a, b, c);
            case Platform.CONDUIT_HVC -> Cpu.hvc(function, a, b, c);
            default -> NOT_SUPPORTED;
        };
    }

    /** Starts a CPU at a physical address; 0, or a negative PSCI error. */
    int start(long affinity, long entry) {
        return (int) call(CPU_ON, affinity, entry, 0);
    }

    /** Powers the board off; returns if it cannot. */
    void powerOff() {
        call(SYSTEM_OFF, 0, 0, 0);
    }

    /** Restarts the board; returns if it cannot. */
    void restart() {
        call(SYSTEM_RESET, 0, 0, 0);
    }
}
