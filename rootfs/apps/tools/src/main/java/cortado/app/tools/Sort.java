package cortado.app.tools;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** {@code sort}: the lines of all sources in the order of their bytes. They have to fit into the program's memory. */
final class Sort implements Tool {
    private final List<byte[]> all = new ArrayList<>();
    private Comparator<byte[]> order = Sort::compare;

    private static int compare(byte[] a, byte[] b) {
        for (int i = 0; i < Math.min(a.length, b.length); i++) {
            if (a[i] != b[i]) {
                return (a[i] & 0xff) - (b[i] & 0xff);
            }
        }
        return a.length - b.length;
    }

    @Override
    public void options(List<String> arguments) {
        if (!arguments.isEmpty() && arguments.getFirst().equals("-r")) {
            arguments.removeFirst();
            order = (a, b) -> compare(b, a);
        }
    }

    @Override
    public void read(Source source, Results results) {
        Lines lines = new Lines(source);
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            boolean whole = line[line.length - 1] == '\n';
            all.add(Arrays.copyOf(line, whole ? line.length - 1 : line.length));
        }
    }

    @Override
    public int end(Results results) {
        all.sort(order);
        byte[] lineEnd = {'\n'};
        for (byte[] line : all) {
            results.write(line, 0, line.length);
            results.write(lineEnd, 0, 1);
        }
        return 0;
    }
}
