package cortado.flash.manifest;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ed25519 keys in PEM files (RFC 8410, RFC 7468), as {@code openssl genpkey -algorithm ed25519} writes them. */
public final class KeyFile {
    private static final String ALGORITHM = "Ed25519";
    private static final String PRIVATE = "PRIVATE KEY";
    private static final String PUBLIC = "PUBLIC KEY";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private KeyFile() {}

    /** Makes a pair: the private key in {@code file}, which must not exist, the public one in {@code file.pub}. */
    public static Path create(Path file) throws IOException {
        try {
            KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
            if (Files.getFileStore(file.toAbsolutePath().getParent()).supportsFileAttributeView("posix")) {
                Files.createFile(file, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            } else {
                Files.createFile(file);
            }
            Files.writeString(file, pem(PRIVATE, pair.getPrivate().getEncoded()));
            Path open = file.resolveSibling(file.getFileName() + ".pub");
            Files.writeString(open, pem(PUBLIC, pair.getPublic().getEncoded()), StandardOpenOption.CREATE_NEW);
            return open;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has Ed25519", e);
        }
    }

    /** Reads a private key. */
    public static PrivateKey readPrivate(Path file) throws IOException {
        byte[] encoded = unwrapped(file, PRIVATE);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw notAKey(file, PRIVATE);
        }
    }

    /** Reads a public key. */
    public static PublicKey readPublic(Path file) throws IOException {
        byte[] encoded = unwrapped(file, PUBLIC);
        try {
            return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
        } catch (GeneralSecurityException e) {
            throw notAKey(file, PUBLIC);
        }
    }

    /** A short name that tells public keys apart: the first 16 hexadecimal digits of the hash of its encoding. */
    public static String fingerprint(PublicKey key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return HexFormat.of().formatHex(Arrays.copyOf(hash, 8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static String pem(String kind, byte[] encoded) {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(encoded);
        return "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n";
    }

    private static byte[] unwrapped(Path file, String kind) throws IOException {
        String text = Files.readString(file, StandardCharsets.ISO_8859_1);
        Matcher block = Pattern.compile("-----BEGIN " + kind + "-----(.*?)-----END " + kind + "-----", Pattern.DOTALL)
                .matcher(text);
        if (!block.find()) {
            throw notAKey(file, kind);
        }
        try {
            return Base64.getMimeDecoder().decode(block.group(1).strip());
        } catch (IllegalArgumentException e) {
            throw notAKey(file, kind);
        }
    }

    private static ManifestException notAKey(Path file, String kind) {
        String other = kind.equals(PUBLIC) ? "; the file that signs ends without .pub, the one to trust with it" : "";
        return new ManifestException(file + " holds no Ed25519 " + kind.toLowerCase(Locale.ROOT)
                + " in PEM form, as `./cortado key FILE` makes it" + other);
    }
}
