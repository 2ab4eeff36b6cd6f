package cortado.api;

import cortado.abi.Call;
import cortado.abi.Limits;
import cortado.platform.Platform;
import java.nio.charset.StandardCharsets;

/** The system log: one line a call, stamped by the kernel with time and process. Longer lines are split. */
public final class Log {
    /** Something failed that a person should know of. */
    public static final int ERROR = 0;

    public static final int WARNING = 1;
    public static final int INFORMATION = 2;
    public static final int DETAIL = 3;

    private Log() {}

    public static void error(String text) {
        write(ERROR, text);
    }

    public static void warning(String text) {
        write(WARNING, text);
    }

    public static void information(String text) {
        write(INFORMATION, text);
    }

    public static void detail(String text) {
        write(DETAIL, text);
    }

    private static void write(int level, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        int from = 0;
        do {
            int length = Math.min(bytes.length - from, Limits.LOG_LINE);
            byte[] line = new byte[length];
            System.arraycopy(bytes, from, line, 0, length);
            Platform.current().callBuffer1(Call.LOG_WRITE, line, length, level);
            from += length;
        } while (from < bytes.length);
    }
}
