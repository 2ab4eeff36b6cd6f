package cortado.api;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.LogLayout;
import java.nio.charset.StandardCharsets;

/**
 * One line of the system log.
 *
 * @param time nanoseconds since boot
 * @param process the id of the process that wrote it, 0 for the kernel
 * @param level {@link Log#ERROR} to {@link Log#DETAIL}
 * @param size bytes that it takes in the log
 */
public record LogRecord(long time, int process, int level, String text, int size) {
    /** Bytes of the largest record. */
    public static final int MOST = LogLayout.TEXT + Limits.LOG_LINE;

    /** Reads the record at {@code at}. */
    static LogRecord decode(byte[] buffer, int at) {
        int length = Math.min(LittleEndian.u16(buffer, at + LogLayout.LENGTH), buffer.length - at - LogLayout.TEXT);
        return new LogRecord(
                LittleEndian.i64(buffer, at + LogLayout.TIME),
                LittleEndian.i32(buffer, at + LogLayout.PROCESS),
                LittleEndian.u8(buffer, at + LogLayout.LEVEL),
                new String(buffer, at + LogLayout.TEXT, length, StandardCharsets.UTF_8),
                LogLayout.TEXT + ((length + 7) & -8));
    }
}
