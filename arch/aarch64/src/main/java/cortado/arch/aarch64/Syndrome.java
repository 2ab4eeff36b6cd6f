package cortado.arch.aarch64;

import cortado.abi.Cause;
import cortado.abi.Limits;

/** What ESR_EL1 says of a trap from user mode (DDI 0487 D19.2.38). */
final class Syndrome {
    private Syndrome() {}

    private static final int UNKNOWN = 0x00;
    private static final int FLOAT = 0x07;
    private static final int BRANCH_TARGET = 0x0d;
    private static final int ILLEGAL_STATE = 0x0e;
    private static final int SYSTEM_REGISTER = 0x18;
    private static final int INSTRUCTION_ABORT = 0x20;
    private static final int PC_ALIGNMENT = 0x22;
    private static final int DATA_ABORT = 0x24;
    private static final int SP_ALIGNMENT = 0x26;
    private static final int FLOAT_EXCEPTION = 0x2c;
    private static final int SERROR = 0x2f;
    private static final int BREAKPOINT = 0x30;
    private static final int SOFTWARE_STEP = 0x32;
    private static final int WATCHPOINT = 0x34;
    private static final int BRK = 0x3c;

    /** Fault status codes, bits 5:2 of ISS where the level is in 1:0. */
    private static final int ADDRESS_SIZE = 0;

    private static final int TRANSLATION = 1;
    private static final int ACCESS_FLAG = 2;
    private static final int PERMISSION = 3;
    private static final int ALIGNMENT_STATUS = 0x21;

    private static int exceptionClass(long esr) {
        return (int) (esr >>> 26) & 0x3f;
    }

    /** Whether it was a floating-point or SIMD instruction while access is closed. */
    static boolean isFloat(long esr) {
        return exceptionClass(esr) == FLOAT;
    }

    /** Whether FAR_EL1 holds an address that has to do with it. */
    static boolean hasAddress(long esr) {
        return switch (exceptionClass(esr)) {
            case INSTRUCTION_ABORT, DATA_ABORT, PC_ALIGNMENT, WATCHPOINT -> true;
            default -> false;
        };
    }

    /**
     * The {@link Cause} of the process's end. Outside of user space nothing is mapped as far as a process can tell:
     * which of the kernel's addresses are is not its business.
     *
     * @param far the address of an abort
     */
    static int cause(long esr, long far) {
        return switch (exceptionClass(esr)) {
            case INSTRUCTION_ABORT, DATA_ABORT -> abort((int) esr & 0x3f, far < 0 || far >= Limits.USER_END);
            case PC_ALIGNMENT, SP_ALIGNMENT -> Cause.ALIGNMENT_FAULT;
            case SERROR -> Cause.BUS_ERROR;
            case BREAKPOINT, SOFTWARE_STEP, WATCHPOINT, BRK -> Cause.BREAKPOINT;
            default -> Cause.ILLEGAL_INSTRUCTION;
        };
    }

    private static int abort(int status, boolean outside) {
        return switch (status >> 2) {
            case ADDRESS_SIZE, TRANSLATION, ACCESS_FLAG -> Cause.PAGE_FAULT;
            case PERMISSION -> outside ? Cause.PAGE_FAULT : Cause.PROTECTION_FAULT;
            default -> status == ALIGNMENT_STATUS ? Cause.ALIGNMENT_FAULT : Cause.BUS_ERROR;
        };
    }

    /** A few words on a trap that the kernel took from itself; {@code far} is the address of an abort. */
    static String text(long esr, long far) {
        return switch (exceptionClass(esr)) {
            case UNKNOWN -> "undefined instruction";
            case FLOAT -> "floating point in the kernel";
            case BRANCH_TARGET -> "branch to what is no target";
            case ILLEGAL_STATE -> "illegal execution state";
            case SYSTEM_REGISTER -> "trapped system register";
            case INSTRUCTION_ABORT, INSTRUCTION_ABORT + 1 -> "execution of an address that is not kernel text";
            case DATA_ABORT, DATA_ABORT + 1 ->
                far >= 0 && far < Limits.USER_START ? "java.lang.NullPointerException" : "data abort";
            case PC_ALIGNMENT -> "misaligned program counter";
            case SP_ALIGNMENT -> "misaligned stack pointer";
            case FLOAT_EXCEPTION -> "floating-point exception";
            case SERROR -> "system error";
            case BRK -> "breakpoint instruction";
            default -> "unexpected exception";
        };
    }
}
