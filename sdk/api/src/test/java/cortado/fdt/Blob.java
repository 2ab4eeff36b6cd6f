package cortado.fdt;

import java.io.IOException;
import java.io.InputStream;

/** Trees for the tests, compiled by {@code dtc}. */
final class Blob {
    private Blob() {}

    /** The board of the tests. */
    static byte[] board() throws IOException {
        try (InputStream source = Blob.class.getResourceAsStream("board.dts")) {
            return compile(source.readAllBytes());
        }
    }

    static byte[] compile(byte[] source) throws IOException {
        Process dtc = new ProcessBuilder("dtc", "-q", "-q", "-I", "dts", "-O", "dtb", "-")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var input = dtc.getOutputStream()) {
            input.write(source);
        }
        byte[] blob = dtc.getInputStream().readAllBytes();
        if (blob.length == 0) {
            throw new IOException("dtc wrote nothing: is device-tree-compiler installed?");
        }
        return blob;
    }
}
