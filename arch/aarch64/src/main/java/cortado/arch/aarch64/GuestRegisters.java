package cortado.arch.aarch64;

/**
 * System registers whose accesses trap. ID registers show a guest what the CPU has, less what is not switched for
 * guests or not virtual: pointer authentication, SVE, SME, MTE, RAS, AArch32, EL2 and EL3, performance monitors,
 * tracing.
 */
final class GuestRegisters {
    private GuestRegisters() {}

    /** Bits of ISS that name the register: Op0, Op2, Op1, CRn, CRm (DDI 0487 D19.2.37). */
    private static final int NAME = 0x3f_fc1e;

    private static final int ACTLR_EL1 = name(3, 0, 1, 0, 1);
    private static final int ICC_SRE_EL1 = name(3, 0, 12, 12, 5);
    private static final int ICC_SGI1R_EL1 = name(3, 0, 12, 11, 5);
    private static final int ICC_ASGI1R_EL1 = name(3, 0, 12, 11, 6);
    private static final int ICC_SGI0R_EL1 = name(3, 0, 12, 11, 7);
    private static final int DC_ISW = name(1, 0, 7, 6, 2);
    private static final int DC_CSW = name(1, 0, 7, 10, 2);
    private static final int DC_CISW = name(1, 0, 7, 14, 2);

    private static final int ID_AA64PFR0_EL1 = name(3, 0, 0, 4, 0);
    private static final int ID_AA64PFR1_EL1 = name(3, 0, 0, 4, 1);
    private static final int ID_AA64DFR0_EL1 = name(3, 0, 0, 5, 0);
    private static final int ID_AA64ISAR0_EL1 = name(3, 0, 0, 6, 0);
    private static final int ID_AA64ISAR1_EL1 = name(3, 0, 0, 6, 1);
    private static final int ID_AA64MMFR0_EL1 = name(3, 0, 0, 7, 0);
    private static final int ID_AA64MMFR1_EL1 = name(3, 0, 0, 7, 1);
    private static final int ID_AA64MMFR2_EL1 = name(3, 0, 0, 7, 2);

    /** System registers, SRE with neither bypass. */
    private static final long SRE = 7;

    /** EL1 and EL0 in AArch64 alone. */
    private static final long PFR0 = 0x11;
    /** FP, AdvSIMD, GIC, DIT, CSV3. */
    private static final long PFR0_SHOWN = 0xf00f_0000_0fff_0000L;
    /** CSV2, of which 1 at most: SCXTNUM is not switched. */
    private static final int CSV2 = 56;
    /** BT, SSBS. */
    private static final long PFR1_SHOWN = 0xff;
    /** Armv8 debug, whose registers read as zero. */
    private static final long DFR0 = 6;
    /** All but TME. */
    private static final long ISAR0_SHOWN = ~0x0f00_0000L;
    /** All but pointer authentication, XS and LS64. */
    private static final long ISAR1_SHOWN = 0x00ff_ffff_00ff_f00fL;
    /** ASIDBits, BigEnd, BigEndEL0, granules. */
    private static final long MMFR0_SHOWN = 0xffff_0ff0L;

    private static final long PHYSICAL_36_BITS = 1;
    /** HAFDBS, HPDS, PAN, ETS. */
    private static final long MMFR1_SHOWN = 0x0000_00f0_00f0_f00fL;
    /** CnP, UAO, LSM, CCIDX, ST, AT, TTL, BBM, E0PD. */
    private static final long MMFR2_SHOWN = 0xf0ff_000f_f0f0_0fffL;

    private static int name(int op0, int op1, int crn, int crm, int op2) {
        return (op0 << 20) | (op2 << 17) | (op1 << 14) | (crn << 10) | (crm << 1);
    }

    /** The access is carried out, as {@link #value} says for reads. */
    static final int DONE = 0;

    static final int UNDEFINED = 1;
    /** A write that interrupts other vcpus. */
    static final int INTERRUPTS = 2;

    static boolean isRead(long syndrome) {
        return (syndrome & 1) != 0;
    }

    static int transferRegister(long syndrome) {
        return (int) (syndrome >>> 5) & 31;
    }

    /** What a trapped access is to come to. */
    static int outcome(long syndrome) {
        int register = (int) syndrome & NAME;
        boolean read = isRead(syndrome);
        if (register == ICC_SGI1R_EL1 || register == ICC_ASGI1R_EL1 || register == ICC_SGI0R_EL1) {
            return read ? UNDEFINED : INTERRUPTS;
        }
        if (register == DC_ISW || register == DC_CSW || register == DC_CISW) {
            return read ? UNDEFINED : DONE;
        }
        if (isId(register)) {
            return read ? DONE : UNDEFINED;
        }
        return register == ACTLR_EL1 || register == ICC_SRE_EL1 || isDebug(register) ? DONE : UNDEFINED;
    }

    /** ID registers: Op0 3, Op1 0, CRn 0, CRm 1 to 7. */
    private static boolean isId(int register) {
        return (register & ~name(0, 0, 0, 7, 7)) == name(3, 0, 0, 0, 0) && (register & name(0, 0, 0, 15, 0)) != 0;
    }

    /** Debug registers: Op0 2, Op1 not 1, which is tracing. */
    private static boolean isDebug(int register) {
        return (register & name(3, 0, 0, 0, 0)) == name(2, 0, 0, 0, 0)
                && (register & name(0, 7, 0, 0, 0)) != name(0, 1, 0, 0, 0);
    }

    /** What a read gives; zero for what is not there. */
    static long value(long syndrome) {
        int register = (int) syndrome & NAME;
        if (register == ID_AA64PFR0_EL1) {
            long features = Cpu.processorFeatures();
            long csv2 = Math.min((features >>> CSV2) & 15, 1) << CSV2;
            return PFR0 | (features & PFR0_SHOWN) | csv2;
        } else if (register == ID_AA64PFR1_EL1) {
            return Cpu.processorFeatures1() & PFR1_SHOWN;
        } else if (register == ID_AA64DFR0_EL1) {
            return DFR0;
        } else if (register == ID_AA64ISAR0_EL1) {
            return Cpu.instructionFeatures() & ISAR0_SHOWN;
        } else if (register == ID_AA64ISAR1_EL1) {
            return Cpu.instructionFeatures1() & ISAR1_SHOWN;
        } else if (register == ID_AA64MMFR0_EL1) {
            long features = Cpu.memoryFeatures();
            return Math.min(features & 15, PHYSICAL_36_BITS) | (features & MMFR0_SHOWN);
        } else if (register == ID_AA64MMFR1_EL1) {
            return Cpu.memoryFeatures1() & MMFR1_SHOWN;
        } else if (register == ID_AA64MMFR2_EL1) {
            return Cpu.memoryFeatures2() & MMFR2_SHOWN;
        }
        return register == ICC_SRE_EL1 ? SRE : 0;
    }
}
