package cortado.app.tools;

import java.util.List;

/** {@code cat}: writes what it reads. */
final class Cat implements Tool {
    private final byte[] piece = new byte[8192];

    @Override
    public void options(List<String> arguments) {}

    @Override
    public void read(Source source, Results results) {
        for (int count = source.read(piece); count >= 0; count = source.read(piece)) {
            results.write(piece, 0, count);
        }
    }
}
