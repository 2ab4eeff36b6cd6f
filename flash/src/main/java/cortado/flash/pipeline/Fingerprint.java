package cortado.flash.pipeline;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** The hash of everything that a product is made from; where it is unchanged, the product is. */
final class Fingerprint {
    private final MessageDigest digest = sha256();

    /** SHA-256 of some bytes, in lower-case hexadecimal. */
    static String of(byte[] bytes) {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Fingerprint add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
        digest.update(bytes);
        return this;
    }

    /** Adds a file, or every file below a folder, with their names; a path that does not exist counts as empty. */
    Fingerprint add(Path path) throws IOException {
        if (!Files.exists(path)) {
            return add("none");
        }
        List<Path> files;
        try (Stream<Path> found = Files.walk(path)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            add(path.relativize(file).toString());
            add(Long.toString(Files.size(file)));
            try (InputStream in = Files.newInputStream(file)) {
                in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
            }
        }
        return this;
    }

    /** The hash; the fingerprint is empty afterwards. */
    String hex() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
