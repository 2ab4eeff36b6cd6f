package cortado.server.supervisor;

import cortado.abi.LastWordsLayout;
import cortado.abi.LittleEndian;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * What a kernel said when it panicked, found by the boot after that.
 *
 * @param time nanoseconds since its boot
 * @param lines what it said, in plain letters; at least one
 */
record LastWords(long time, List<String> lines) {
    private static final int LINES = 24;
    /** Letters of the time in the first line, at most; {@code long} holds it in any case. */
    private static final int TIME = 16;

    /** Takes them out of the memory that the kernel leaves them in; it may hold anything. */
    static Optional<LastWords> take(Slots.Ram ram, long offset) {
        byte[] bytes = new byte[LastWordsLayout.SIZE];
        ram.read(offset, bytes, 0, bytes.length);
        int length = LittleEndian.i32(bytes, LastWordsLayout.LENGTH);
        if (LittleEndian.i32(bytes, LastWordsLayout.SIGNATURE) != LastWordsLayout.MAGIC
                || length <= 0
                || length > bytes.length - LastWordsLayout.TEXT
                || length != LittleEndian.i32(bytes, LastWordsLayout.START)) {
            return Optional.empty();
        }
        ram.write(offset, new byte[LastWordsLayout.TEXT], 0, LastWordsLayout.TEXT);
        String text = new String(bytes, LastWordsLayout.TEXT, length, StandardCharsets.ISO_8859_1);
        List<String> lines = text.lines()
                .map(line -> line.replace('\t', ' ').stripTrailing())
                .filter(line -> !line.isEmpty())
                .limit(LINES)
                .toList();
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        long time = time(lines.getFirst());
        return lines.size() == 1 ? Optional.empty() : Optional.of(new LastWords(time, lines.subList(1, lines.size())));
    }

    /** Of {@code ====SECONDS.MICROSECONDS-D}; 0 of anything else. */
    private static long time(String line) {
        if (!line.startsWith(LastWordsLayout.BEFORE_TIME) || !line.endsWith(LastWordsLayout.AFTER_TIME)) {
            return 0;
        }
        String digits = line.substring(
                        LastWordsLayout.BEFORE_TIME.length(), line.length() - LastWordsLayout.AFTER_TIME.length())
                .replace(".", "");
        boolean number =
                !digits.isEmpty() && digits.length() <= TIME && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Long.parseLong(digits) * 1000 % (1L << 60) : 0;
    }
}
