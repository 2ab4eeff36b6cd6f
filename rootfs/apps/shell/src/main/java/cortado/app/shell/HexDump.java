package cortado.app.shell;

import java.util.function.Consumer;

/** Bytes as people read them: sixteen to a line, in hexadecimal and, where they are ASCII, as characters. */
final class HexDump {
    private static final int PER_LINE = 16;

    private HexDump() {}

    /** Gives a line for each sixteen bytes; a run of equal lines shows as one and a star. */
    static void lines(byte[] bytes, long address, Consumer<String> lines) {
        String last = "";
        boolean starred = false;
        for (int at = 0; at < bytes.length; at += PER_LINE) {
            String content = content(bytes, at);
            if (content.equals(last) && at + PER_LINE < bytes.length) {
                if (!starred) {
                    lines.accept("*");
                }
                starred = true;
            } else {
                String number = Long.toHexString(address + at);
                lines.accept("0".repeat(Math.max(0, 8 - number.length())) + number + "  " + content);
                starred = false;
            }
            last = content;
        }
    }

    private static String content(byte[] bytes, int from) {
        StringBuilder line = new StringBuilder();
        int end = Math.min(bytes.length, from + PER_LINE);
        for (int i = from; i < end; i++) {
            octet(bytes[i], line);
            line.append(' ');
        }
        line.append(" ".repeat(3 * (from + PER_LINE - end))).append(" |");
        for (int i = from; i < end; i++) {
            line.append(bytes[i] >= ' ' && bytes[i] < 127 ? (char) bytes[i] : '.');
        }
        return line.append('|').toString();
    }

    /** Two digits. */
    static void octet(byte octet, StringBuilder into) {
        into.append(Character.forDigit((octet >> 4) & 15, 16)).append(Character.forDigit(octet & 15, 16));
    }
}
