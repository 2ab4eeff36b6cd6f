package cortado.app.vmm;

import cortado.vmm.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;

/**
 * What the guest's kernel says on its serial port: the last lines are kept, for when it ends in a way that it should
 * not, and the line that says why it panicked, which a trace follows.
 */
final class KernelWords implements ByteSink {
    private static final int LINES = 8;
    private static final int LINE_MOST = 200;
    private static final String PANIC = "Kernel panic";

    private final ArrayDeque<String> lines = new ArrayDeque<>();
    private final StringBuilder line = new StringBuilder();
    private String reason;

    @Override
    public int accept(byte[] bytes, int from, int length) {
        String text = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                keep();
            } else if (c >= ' ' && c < 0x7f && line.length() < LINE_MOST) {
                line.append(c);
            }
        }
        return length;
    }

    private void keep() {
        if (!line.isEmpty()) {
            if (lines.size() == LINES) {
                lines.remove();
            }
            String text = line.toString();
            if (reason == null && text.contains(PANIC)) {
                reason = text;
            }
            lines.add(text);
            line.setLength(0);
        }
    }

    /** The last lines, the oldest first. */
    ArrayDeque<String> last() {
        keep();
        if (reason != null && !lines.contains(reason)) {
            lines.addFirst(reason);
        }
        return lines;
    }
}
