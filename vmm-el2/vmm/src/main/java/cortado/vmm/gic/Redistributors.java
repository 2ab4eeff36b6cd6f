package cortado.vmm.gic;

import cortado.vmm.MmioDevice;
import java.util.Arrays;

/** The redistributors of a GICv3, two frames of 64 KiB for each CPU: Arm IHI 0069H §12.10 and §12.11. */
public final class Redistributors implements MmioDevice {
    /** Bytes of one CPU's frames. */
    public static final int STRIDE = 0x2_0000;

    private static final int FRAME = 0x1_0000;

    // RD_base
    private static final int IIDR = 0x0004;
    private static final int TYPER = 0x0008;
    private static final int TYPER_HIGH = 0x000c;
    private static final int WAKER = 0x0014;
    private static final int PIDR2 = 0xffe8;

    private static final int IMPLEMENTER = 0x43b;
    /** TYPER: the last redistributor of the range. */
    private static final long LAST = 1 << 4;
    /** WAKER: §12.11.42. */
    private static final int PROCESSOR_SLEEP = 1 << 1;

    private static final int CHILDREN_ASLEEP = 1 << 2;

    private final Interrupts interrupts;
    private final RegisterBank bank;
    private final boolean[] asleep;

    public Redistributors(Interrupts interrupts) {
        this.interrupts = interrupts;
        this.bank = new RegisterBank(interrupts, 0, Interrupts.PRIVATE);
        this.asleep = new boolean[interrupts.cpus()];
        Arrays.fill(asleep, true);
    }

    @Override
    public int size() {
        return STRIDE * interrupts.cpus();
    }

    @Override
    public long read(int cpu, int offset, int width) {
        int owner = offset / STRIDE;
        int at = offset % STRIDE;
        if (offset % width != 0) {
            return 0;
        }
        if (at >= FRAME) {
            boolean has = width <= 4 && RegisterBank.has(at - FRAME);
            return has ? bank.read(owner, at - FRAME, width) & 0xffff_ffffL : 0;
        }
        if (width == 8) {
            return at == TYPER ? type(owner) : 0;
        }
        return width != 4
                ? 0
                : switch (at) {
                    case IIDR -> IMPLEMENTER;
                    case TYPER -> type(owner) & 0xffff_ffffL;
                    case TYPER_HIGH -> type(owner) >>> 32;
                    case WAKER -> asleep[owner] ? PROCESSOR_SLEEP | CHILDREN_ASLEEP : 0;
                    case PIDR2 -> 0x3b;
                    default -> 0;
                };
    }

    /** §12.11.40: affinity in 63:32, number in 23:8. */
    private long type(int owner) {
        long last = owner == interrupts.cpus() - 1 ? LAST : 0;
        return (long) owner << 32 | (long) owner << 8 | last;
    }

    @Override
    public void write(int cpu, int offset, int width, long value) {
        int owner = offset / STRIDE;
        int at = offset % STRIDE;
        if (width > 4 || offset % width != 0) {
            return;
        }
        if (at >= FRAME) {
            if (RegisterBank.has(at - FRAME)) {
                bank.write(owner, at - FRAME, width, (int) value);
            }
        } else if (at == WAKER && width == 4) {
            asleep[owner] = (value & PROCESSOR_SLEEP) != 0;
        }
    }
}
