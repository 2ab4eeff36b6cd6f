package cortado.vmm.agent;

/**
 * How a command ended.
 *
 * @param code what it returned, 0 to 255; 0 if a signal ended it
 * @param signal the Linux signal that ended it, 1 to 64; 0 if none did
 */
public record ExitStatus(int code, int signal) {
    /** From Linux's wait status (wait(2)), or null for a number that is none of an ended process. */
    static ExitStatus ofWait(int status) {
        int signal = status & 0x7f;
        if (status >>> 16 != 0 || signal > 64) {
            return null;
        }
        if (signal == 0) {
            return (status & 0x80) != 0 ? null : new ExitStatus(status >> 8, 0);
        }
        // Bit 7 tells of a core dump.
        return status >> 8 == 0 ? new ExitStatus(0, signal) : null;
    }

    /** One number, as shells have it: 128 and the signal's number for a command that a signal ended. */
    public int shellStatus() {
        return signal == 0 ? code : 128 + signal;
    }
}
