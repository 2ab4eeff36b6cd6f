package cortado.arch.aarch64;

/** Registers of an SMMUv3 by offset, and their fields (Arm IHI 0070 §6.3). Those of page 1 are 64 KiB further on. */
final class SmmuRegister {
    private SmmuRegister() {}

    static final int IDR0 = 0x0;
    static final int IDR0_S2P = 1;
    /** TTF: AArch64 tables. */
    static final int IDR0_AARCH64 = 1 << 3;
    /** The SMMU's own accesses are coherent with the CPUs' caches. */
    static final int IDR0_COHACC = 1 << 4;

    static final int IDR1 = 0x4;
    static final int IDR1_SIDSIZE = 0x3f;
    static final int IDR1_EVENTQS_SHIFT = 16;
    static final int IDR1_CMDQS_SHIFT = 21;
    static final int IDR1_QUEUE_SIZE = 0x1f;
    /** Tables or queues lie where the hardware has them: not supported here. */
    static final int IDR1_PRESET = 3 << 29;

    static final int IDR5 = 0x14;
    static final int IDR5_OAS = 7;
    static final int IDR5_GRAN4K = 1 << 4;

    static final int CR0 = 0x20;
    static final int CR0ACK = 0x24;
    static final int CR0_SMMUEN = 1;
    static final int CR0_EVENTQEN = 1 << 2;
    static final int CR0_CMDQEN = 1 << 3;

    static final int CR1 = 0x28;
    /** Tables and queues: inner shareable, write-back inside and outside. */
    static final int CR1_CACHED = 3 << 10 | 1 << 8 | 1 << 6 | 3 << 4 | 1 << 2 | 1;

    static final int CR2 = 0x2c;

    static final int IRQ_CTRL = 0x50;
    static final int IRQ_CTRLACK = 0x54;
    static final int IRQ_GERROR = 1;
    static final int IRQ_EVENTQ = 1 << 2;

    static final int GERROR = 0x60;
    static final int GERRORN = 0x64;

    static final int STRTAB_BASE = 0x80;
    static final int STRTAB_BASE_CFG = 0x88;
    static final int CMDQ_BASE = 0x90;
    static final int CMDQ_PROD = 0x98;
    static final int CMDQ_CONS = 0x9c;
    static final int EVENTQ_BASE = 0xa0;
    static final int EVENTQ_PROD = 0x100a8;
    static final int EVENTQ_CONS = 0x100ac;
    /** In EVENTQ_PROD: events were lost; the same bit of EVENTQ_CONS acknowledges it. */
    static final int EVENTQ_OVERFLOW = 1 << 31;

    /** RA of the BASE registers: allocate in caches on reads. */
    static final long BASE_ALLOCATE = 1L << 62;

    static final int SIZE = 0x2_0000;
}
