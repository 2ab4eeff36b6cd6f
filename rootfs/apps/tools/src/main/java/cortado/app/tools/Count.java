package cortado.app.tools;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code wc}: counts lines, words and bytes of all sources together. */
final class Count implements Tool {
    private final byte[] piece = new byte[8192];
    private long lines;
    private long words;
    private long bytes;

    @Override
    public void options(List<String> arguments) {}

    @Override
    public void read(Source source, Results results) {
        boolean inWord = false;
        for (int count = source.read(piece); count >= 0; count = source.read(piece)) {
            bytes += count;
            for (int i = 0; i < count; i++) {
                lines += piece[i] == '\n' ? 1 : 0;
                boolean blank = piece[i] == ' ' || (piece[i] >= '\t' && piece[i] <= '\r');
                words += !blank && !inWord ? 1 : 0;
                inWord = !blank;
            }
        }
    }

    @Override
    public int end(Results results) {
        byte[] line = (lines + " " + words + " " + bytes + "\n").getBytes(StandardCharsets.US_ASCII);
        results.write(line, 0, line.length);
        return 0;
    }
}
