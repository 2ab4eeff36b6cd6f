package cortado.kernel;

import cortado.abi.Limits;

/** The memory of the process whose call is being served, reached only through checked copies. */
final class UserMemory {
    private final Machine machine;

    UserMemory(Machine machine) {
        this.machine = machine;
    }

    /** Whether a range lies inside user space, whatever is mapped there. */
    static boolean isInside(long user, long length) {
        return length >= 0 && user >= Limits.USER_START && user <= Limits.USER_END - length;
    }

    /** Copies in, or returns false. */
    boolean read(long user, byte[] target, int offset, int length) {
        return isInside(user, length) && machine.copyIn(user, target, offset, length);
    }

    /** Copies out, or returns false; then a prefix may have been written. */
    boolean write(byte[] source, int offset, long user, int length) {
        return isInside(user, length) && machine.copyOut(source, offset, user, length);
    }
}
