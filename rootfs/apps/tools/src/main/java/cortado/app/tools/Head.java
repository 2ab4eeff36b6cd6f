package cortado.app.tools;

import java.util.List;

/** {@code head}: the first lines of each source. */
final class Head implements Tool {
    private int most = 10;

    @Override
    public void options(List<String> arguments) throws Usage {
        if (!arguments.isEmpty() && arguments.getFirst().equals("-n")) {
            arguments.removeFirst();
            try {
                most = arguments.isEmpty() ? -1 : Integer.parseInt(arguments.removeFirst());
            } catch (NumberFormatException e) {
                most = -1;
            }
            if (most < 0) {
                throw new Usage("head [-n LINES] [FILE...]");
            }
        }
    }

    @Override
    public void read(Source source, Results results) {
        Lines lines = new Lines(source);
        for (int i = 0; i < most; i++) {
            byte[] line = lines.next();
            if (line == null) {
                return;
            }
            results.write(line, 0, line.length);
        }
    }
}
