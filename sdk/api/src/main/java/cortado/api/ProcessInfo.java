package cortado.api;

import cortado.abi.Cause;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessInfoLayout;
import java.nio.charset.StandardCharsets;

/**
 * What the kernel knows of a process: {@link ProcessInfoLayout} as values.
 *
 * @param id kernel-wide number, never used twice
 * @param state a {@link cortado.abi.ProcessState}
 * @param cpuTime nanoseconds on a CPU
 * @param memoryUsed bytes held now
 * @param sparseUsed of these, bytes in touched pages of sparse folios: guests' RAM
 * @param memoryQuota bytes granted
 * @param handles handles in its table
 * @param objects kernel objects that it created and that live
 * @param exitStatus the status given to EXIT, or a {@link Cause}'s negative for a fault
 * @param cause a {@link Cause}
 * @param faultPc where the program counter was when it faulted
 * @param faultAddress the address that it could not reach
 * @param priority 0 to 31
 * @param cpu the CPU it runs or last ran on
 * @param refused calls that were refused it for want of a handle, a right, a valid address or a quota
 * @param held how often it was held back because its CPU share was used up
 * @param name as given at its start
 */
public record ProcessInfo(
        int id,
        int state,
        long cpuTime,
        long memoryUsed,
        long sparseUsed,
        long memoryQuota,
        int handles,
        int objects,
        int exitStatus,
        int cause,
        long faultPc,
        long faultAddress,
        int priority,
        int cpu,
        int refused,
        int held,
        String name) {
    static ProcessInfo decode(byte[] buffer) {
        return new ProcessInfo(
                LittleEndian.i32(buffer, ProcessInfoLayout.ID),
                LittleEndian.i32(buffer, ProcessInfoLayout.STATE),
                LittleEndian.i64(buffer, ProcessInfoLayout.CPU_TIME),
                LittleEndian.i64(buffer, ProcessInfoLayout.MEMORY_USED),
                LittleEndian.i64(buffer, ProcessInfoLayout.SPARSE_USED),
                LittleEndian.i64(buffer, ProcessInfoLayout.MEMORY_QUOTA),
                LittleEndian.i32(buffer, ProcessInfoLayout.HANDLES),
                LittleEndian.i32(buffer, ProcessInfoLayout.OBJECTS),
                LittleEndian.i32(buffer, ProcessInfoLayout.EXIT_STATUS),
                LittleEndian.i32(buffer, ProcessInfoLayout.CAUSE),
                LittleEndian.i64(buffer, ProcessInfoLayout.FAULT_PC),
                LittleEndian.i64(buffer, ProcessInfoLayout.FAULT_ADDRESS),
                LittleEndian.i32(buffer, ProcessInfoLayout.PRIORITY),
                LittleEndian.i32(buffer, ProcessInfoLayout.CPU),
                LittleEndian.i32(buffer, ProcessInfoLayout.REFUSED),
                LittleEndian.i32(buffer, ProcessInfoLayout.HELD),
                name(buffer));
    }

    private static String name(byte[] buffer) {
        int length = 0;
        while (length < Limits.PROCESS_NAME && buffer[ProcessInfoLayout.NAME + length] != 0) {
            length++;
        }
        return new String(buffer, ProcessInfoLayout.NAME, length, StandardCharsets.UTF_8);
    }

    /** How the process ended, in words: {@code exit with status 3}, {@code page fault at 0x10 (pc 0x40012c)}. */
    public String ending() {
        return switch (cause) {
            case Cause.EXIT -> "exit with status " + exitStatus;
            case Cause.NONE, Cause.KILLED -> Cause.text(cause);
            default ->
                Cause.text(cause) + " at 0x" + Long.toHexString(faultAddress) + " (pc 0x" + Long.toHexString(faultPc)
                        + ")";
        };
    }
}
