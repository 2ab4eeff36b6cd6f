package cortado.app.tools;

import java.nio.charset.StandardCharsets;
import java.util.List;

/** {@code grep}: the lines in which a text occurs; status 1 if there is none. The text means itself, no pattern. */
final class Grep implements Tool {
    private boolean without;
    private byte[] text;
    private boolean found;

    @Override
    public void options(List<String> arguments) throws Usage {
        if (!arguments.isEmpty() && arguments.getFirst().equals("-v")) {
            arguments.removeFirst();
            without = true;
        }
        if (arguments.isEmpty()) {
            throw new Usage("grep [-v] TEXT [FILE...]");
        }
        text = arguments.removeFirst().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void read(Source source, Results results) {
        Lines lines = new Lines(source);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            if (occursIn(line) != without) {
                found = true;
                results.write(line, 0, line.length);
            }
        }
    }

    private boolean occursIn(byte[] line) {
        for (int at = 0; at + text.length <= line.length; at++) {
            int same = 0;
            while (same < text.length && line[at + same] == text[same]) {
                same++;
            }
            if (same == text.length) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int end(Results results) {
        return found ? 0 : 1;
    }
}
