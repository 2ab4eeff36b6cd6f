package cortado.api;

import cortado.abi.LittleEndian;
import cortado.abi.LogLayout;
import java.nio.charset.StandardCharsets;

/**
 * One line of the system log.
 *
 * @param time nanoseconds since boot
 * @param process the id of the process that wrote it, 0 for the kernel
 * @param level {@link Log#ERROR} to {@link Log#DETAIL}
 */
public record LogRecord(long time, int process, int level, String text) {
    /** Reads the record at {@code at}. */
    static LogRecord decode(byte[] buffer, int at) {
        int length = Math.min(LittleEndian.u16(buffer, at + LogLayout.LENGTH), buffer.length - at - LogLayout.TEXT);
        return new LogRecord(
                LittleEndian.i64(buffer, at + LogLayout.TIME),
                LittleEndian.i32(buffer, at + LogLayout.PROCESS),
                LittleEndian.u8(buffer, at + LogLayout.LEVEL),
                new String(buffer, at + LogLayout.TEXT, length, StandardCharsets.UTF_8));
    }

    /** Bytes that the record at {@code at} takes, padding included. */
    static int sizeAt(byte[] buffer, int at) {
        return LogLayout.TEXT + ((LittleEndian.u16(buffer, at + LogLayout.LENGTH) + 7) & -8);
    }
}
