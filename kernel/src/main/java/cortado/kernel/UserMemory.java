package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.Status;

/** The memory of the process whose call is being served, reached only through checked copies. */
final class UserMemory {
    private final Machine machine;
    private final Scheduler scheduler;
    private final Process[] processes;
    private final Touching touching;

    UserMemory(Machine machine, Scheduler scheduler, Process[] processes, Touching touching) {
        this.machine = machine;
        this.scheduler = scheduler;
        this.processes = processes;
        this.touching = touching;
    }

    /** Whether a range lies inside user space, whatever is mapped there. */
    static boolean isInside(long user, long length) {
        return length >= 0 && user >= Limits.USER_START && user <= Limits.USER_END - length;
    }

    /** Copies in, or returns false. */
    boolean read(long user, byte[] target, int offset, int length) {
        return isInside(user, length)
                && (machine.copyIn(user, target, offset, length)
                        || (touched(user, length, Machine.READ) && machine.copyIn(user, target, offset, length)));
    }

    /** Brings pages of sparse folios in a range to be, where there are any. */
    private boolean touched(long user, int length, int access) {
        Process process = processes[scheduler.running().slot];
        if (length == 0 || !process.space.covers(user, length, access)) {
            return false;
        }
        long start = user & -Limits.PAGE;
        return touching.commit(process, start, (int) Memory.pages(user + length - start)) == Status.OK;
    }

    /** Copies out, or returns false; then a prefix may have been written. */
    boolean write(byte[] source, int offset, long user, int length) {
        return isInside(user, length)
                && (machine.copyOut(source, offset, user, length)
                        || (touched(user, length, Machine.WRITE) && machine.copyOut(source, offset, user, length)));
    }
}
