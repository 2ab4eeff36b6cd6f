package cortado.arch.aarch64;

import cortado.abi.VcpuStateLayout;
import cortado.kernel.KernelLimits;
import cortado.metal.Metal;

/**
 * The registers of vcpus while no CPU runs them: the layout is monitor.h's. The first part is a {@link Contexts
 * context} like a process's, the second lies {@link #OFFSET} behind it.
 */
final class GuestContext {
    static final int OFFSET = 32768;
    static final int VTTBR = 0;
    static final int VMPIDR = 8;
    static final int CNTVOFF = 16;
    static final int FLUSH = 24;
    static final int ESR = 32;
    static final int FAR = 40;
    static final int HPFAR = 48;
    static final int SYSTEM = 64;
    static final int CNTV_CTL = 232;
    static final int CNTV_CVAL = 240;
    static final int VMCR = 256;
    static final int ICH_HCR = 264;
    static final int MISR = 272;
    static final int AP0R = 288;
    static final int AP1R = 320;
    static final int SHOWN = 352;
    static final int SHOWN_AT = 360;
    static final int LIST = 384;

    /** Places among the system registers. */
    private static final int ELR_EL1 = SYSTEM + 8;

    private static final int SPSR_EL1 = SYSTEM + 16;
    private static final int SCTLR_EL1 = SYSTEM + 24;
    private static final int VBAR_EL1 = SYSTEM + 80;
    private static final int ESR_EL1 = SYSTEM + 96;
    private static final int FAR_EL1 = SYSTEM + 104;

    /** SCTLR_EL1 after reset: RES1 bits of Armv8.0 (DDI 0487 D19.2.118). */
    private static final long SCTLR_RESET = 0x30d0_0800L;

    private static final long SCTLR_SPAN = 1 << 23;
    private static final long EL1H_MASKED = 0x3c5;
    private static final int MODE = 0x1f;
    private static final int EL0 = 0;
    private static final int EL1T = 4;
    private static final int EL1H = 5;
    private static final long PSTATE_PAN = 1 << 22;
    private static final long PSTATE_DIT = 1 << 24;
    private static final long PSTATE_BTYPE = 3 << 10;
    /** N, Z, C, V, DIT, UAO, PAN, SSBS, BTYPE, D, A, I, F, and the mode. */
    private static final long PSTATE_KEPT = 0xf1c0_1fdfL;

    private static final long MPIDR_RES1 = 1L << 31;
    private static final int INSTRUCTION = 4;
    private static final int INTERRUPT_WORDS = 8;
    private static final int FPSR = 288;
    private static final int VECTORS = 512;
    private static final int VECTOR_BYTES = 512;

    private final long base = Cpu.contexts() + (long) KernelLimits.PROCESSES * Contexts.SIZE;

    private long first(int vcpu) {
        return base + (long) vcpu * Contexts.SIZE;
    }

    private long second(int vcpu) {
        return first(vcpu) + OFFSET;
    }

    /** A word of the second part. */
    long get(int vcpu, int place) {
        return Metal.load64(second(vcpu) + place);
    }

    void set(int vcpu, int place, long value) {
        Metal.store64(second(vcpu) + place, value);
    }

    long register(int vcpu, int number) {
        return number == 31 ? 0 : Metal.load64(first(vcpu) + 8L * number);
    }

    void setRegister(int vcpu, int number, long value) {
        if (number != 31) {
            Metal.store64(first(vcpu) + 8L * number, value);
        }
    }

    long programCounter(int vcpu) {
        return Metal.load64(first(vcpu) + Contexts.PC);
    }

    /** Moves the program counter by so many instructions. */
    void move(int vcpu, int instructions) {
        long place = first(vcpu) + Contexts.PC;
        Metal.store64(place, Metal.load64(place) + (long) instructions * INSTRUCTION);
        Metal.store64(place + 8, Metal.load64(place + 8) & ~PSTATE_BTYPE);
    }

    boolean isUser(int vcpu) {
        return (Metal.load64(first(vcpu) + Contexts.SPSR) & MODE) == EL0;
    }

    void reset(int vcpu, long root, int index, long counterOffset) {
        Cpu.zero(first(vcpu), Contexts.SIZE);
        Cpu.zero(second(vcpu), Contexts.SIZE);
        Metal.store64(first(vcpu) + Contexts.SPSR, EL1H_MASKED);
        set(vcpu, VTTBR, root);
        set(vcpu, VMPIDR, MPIDR_RES1 | index);
        set(vcpu, CNTVOFF, counterOffset);
        set(vcpu, SCTLR_EL1, SCTLR_RESET);
    }

    /** The guest takes a synchronous exception to its EL1 (DDI 0487 D1.3.4). */
    void takeException(int vcpu, long syndrome) {
        long context = first(vcpu);
        long pstate = Metal.load64(context + Contexts.SPSR);
        set(vcpu, ELR_EL1, Metal.load64(context + Contexts.PC));
        set(vcpu, SPSR_EL1, pstate);
        set(vcpu, ESR_EL1, syndrome);
        int mode = (int) pstate & MODE;
        int vector = mode == EL1H ? 0x200 : mode == EL1T ? 0 : 0x400;
        Metal.store64(context + Contexts.PC, get(vcpu, VBAR_EL1) + vector);
        boolean setPan = Cpu.hasPan() && (get(vcpu, SCTLR_EL1) & SCTLR_SPAN) == 0;
        Metal.store64(
                context + Contexts.SPSR,
                EL1H_MASKED | (pstate & (PSTATE_DIT | PSTATE_PAN)) | (setPan ? PSTATE_PAN : 0));
    }

    void setFaultAddress(int vcpu, long address) {
        set(vcpu, FAR_EL1, address);
    }

    /** Fills {@link VcpuStateLayout}, but for what the board counts. */
    void copyOut(int vcpu, byte[] target) {
        long context = first(vcpu);
        Metal.copyToArray(context, target, VcpuStateLayout.X, VcpuStateLayout.FPSR);
        Metal.copyToArray(context + FPSR, target, VcpuStateLayout.FPSR, 16);
        Metal.copyToArray(second(vcpu) + SYSTEM, target, VcpuStateLayout.SYSTEM, 8 * VcpuStateLayout.SYSTEM_REGISTERS);
        Metal.copyToArray(second(vcpu) + VMCR, target, VcpuStateLayout.INTERRUPTS, 8);
        Metal.copyToArray(second(vcpu) + AP0R, target, VcpuStateLayout.INTERRUPTS + 8, 8 * INTERRUPT_WORDS);
        Metal.copyToArray(context + VECTORS, target, VcpuStateLayout.VECTORS, VECTOR_BYTES);
    }

    /** Sets {@link VcpuStateLayout}; a PSTATE that is not EL1's or EL0's in AArch64 becomes that of a reset. */
    void copyIn(int vcpu, byte[] source) {
        long context = first(vcpu);
        Metal.copyFromArray(source, VcpuStateLayout.X, context, VcpuStateLayout.FPSR);
        Metal.copyFromArray(source, VcpuStateLayout.FPSR, context + FPSR, 16);
        Metal.copyFromArray(
                source, VcpuStateLayout.SYSTEM, second(vcpu) + SYSTEM, 8 * VcpuStateLayout.SYSTEM_REGISTERS);
        Metal.copyFromArray(source, VcpuStateLayout.INTERRUPTS, second(vcpu) + VMCR, 8);
        Metal.copyFromArray(source, VcpuStateLayout.INTERRUPTS + 8, second(vcpu) + AP0R, 8 * INTERRUPT_WORDS);
        Metal.copyFromArray(source, VcpuStateLayout.VECTORS, context + VECTORS, VECTOR_BYTES);
        long pstate = Metal.load64(context + Contexts.SPSR) & PSTATE_KEPT;
        int mode = (int) pstate & MODE;
        boolean allowed = mode == EL0 || mode == EL1T || mode == EL1H;
        Metal.store64(context + Contexts.SPSR, allowed ? pstate : EL1H_MASKED);
    }
}
