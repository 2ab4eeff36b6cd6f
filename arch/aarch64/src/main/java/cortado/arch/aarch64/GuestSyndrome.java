package cortado.arch.aarch64;

import cortado.kernel.GuestExit;

/** What ESR_EL2 says of a guest's trap (DDI 0487 D19.2.37). */
final class GuestSyndrome {
    private GuestSyndrome() {}

    static final int WFX = 0x01;
    static final int FLOAT = 0x07;
    static final int HVC = 0x16;
    static final int SMC = 0x17;
    static final int SYSTEM_REGISTER = 0x18;
    static final int INSTRUCTION_ABORT = 0x20;
    static final int DATA_ABORT = 0x24;

    private static final long VALID = 1 << 24;
    private static final long SIGNED = 1 << 21;
    private static final long WIDE = 1 << 15;
    private static final long ON_WALK = 1 << 7;
    private static final long WRITE = 1 << 6;
    private static final int EXTERNAL_ABORT = 0x10;
    private static final long IL = 1 << 25;
    /** Offset within a page, which HPFAR_EL2 does not have. */
    private static final long OFFSET = 0xfff;

    private static final long PAGE = 0xf_ffff_fff0L;

    static int exceptionClass(long syndrome) {
        return (int) (syndrome >>> 26) & 0x3f;
    }

    /** Fills in a memory fault; false if it is one that stage 2 did not make. */
    static boolean readAbort(long syndrome, long far, long hpfar, GuestExit exit) {
        int status = (int) syndrome & 0x3f;
        if (status >= EXTERNAL_ABORT) {
            return false;
        }
        exit.permission = status >> 2 == 3;
        exit.fetch = exceptionClass(syndrome) == INSTRUCTION_ABORT;
        exit.write = !exit.fetch && (syndrome & WRITE) != 0 && (syndrome & ON_WALK) == 0;
        exit.decoded = (syndrome & VALID) != 0 && (syndrome & ON_WALK) == 0;
        exit.size = exit.decoded ? 1 << ((syndrome >>> 22) & 3) : 0;
        exit.register = (int) (syndrome >>> 16) & 31;
        exit.signed = (syndrome & SIGNED) != 0;
        exit.wide = (syndrome & WIDE) != 0;
        exit.address = hpfar < 0 ? -1 : ((hpfar & PAGE) << 8) | (far & OFFSET);
        return true;
    }

    /** A guest's page as HPFAR_EL2 would tell it, and bit 0, which it never has: the monitor looks for that. */
    static long shown(long address) {
        return ((address >>> 8) & PAGE) | 1;
    }

    /** ESR_EL1 of an undefined instruction. */
    static long undefined() {
        return IL;
    }

    /** ESR_EL1 of a synchronous external abort. */
    static long abort(boolean fetch, boolean fromUser) {
        int base = fetch ? INSTRUCTION_ABORT : DATA_ABORT;
        return ((long) (fromUser ? base : base + 1) << 26) | IL | EXTERNAL_ABORT;
    }
}
