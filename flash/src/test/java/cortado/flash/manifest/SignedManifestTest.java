package cortado.flash.manifest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignedManifestTest {
    private static final Manifest MANIFEST = new Manifest(
            "rpi4.img",
            134_217_728L,
            "a".repeat(64),
            "b".repeat(64),
            "rpi4",
            new TreeMap<>(Map.of("cortado", "0.1.0", "raspi-firmware", "1.20220830+ds-1")),
            new TreeMap<>(Map.of("config.txt", new Manifest.BootFile(12, "c".repeat(64)))));

    @TempDir
    private Path folder;

    private Path key;
    private Path trusted;
    private Path file;

    @BeforeEach
    void signed() throws IOException {
        key = folder.resolve("release.key");
        trusted = KeyFile.create(key);
        file = Files.writeString(folder.resolve("rpi4.img.manifest"), MANIFEST.text());
        SignedManifest.sign(file, KeyFile.readPrivate(key));
    }

    @Test
    void aSignedManifestReadsAsItWasWritten() throws Exception {
        assertEquals(MANIFEST, SignedManifest.readTrusted(file, KeyFile.readPublic(trusted)));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(key)));
    }

    @Test
    void aChangedManifestAndAnotherKeyAreRefused() throws Exception {
        Path other = KeyFile.create(folder.resolve("other.key"));
        String message = refusal(other);
        assertTrue(message.contains("is not by key " + KeyFile.fingerprint(KeyFile.readPublic(other))), message);
        Files.writeString(file, MANIFEST.text().replace("rpi4.img", "rpi5.img"));
        assertTrue(refusal(trusted).contains("changed after it was signed"));
    }

    @Test
    void aMissingAndACutSignatureAreRefused() throws Exception {
        Path signature = ImageFiles.signature(file);
        Files.write(signature, new byte[10]);
        refusal(trusted);
        Files.delete(signature);
        assertEquals(
                file + " is not signed: there is no rpi4.img.manifest.sig; sign the image when you build it: `./cortado"
                        + " build BOARD --sign KEY`",
                refusal(trusted));
    }

    @Test
    void thePrivateKeyIsNotTakenForThePublicOne() {
        ManifestException refused = assertThrows(ManifestException.class, () -> KeyFile.readPublic(key));
        assertTrue(refused.getMessage().contains("holds no Ed25519 public key"), refused.getMessage());
    }

    @Test
    void opensslAgreesWithTheSignature() throws Exception {
        Process openssl = new ProcessBuilder(
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        trusted.toString(),
                        "-rawin",
                        "-in",
                        file.toString(),
                        "-sigfile",
                        ImageFiles.signature(file).toString())
                .redirectErrorStream(true)
                .start();
        String said = new String(openssl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertEquals(0, openssl.waitFor(), said);
    }

    @Test
    void aFileOfAnotherKindIsNoManifest() throws Exception {
        assertThrows(ManifestException.class, () -> Manifest.read("{\"format\":\"other\"}"));
        assertThrows(ManifestException.class, () -> Manifest.read("[1, 2]"));
        assertThrows(ManifestException.class, () -> Manifest.read("{"));
        Files.writeString(file, "[1, 2]");
        assertEquals(
                file + " cannot be used: the manifest: an object was expected",
                assertThrows(ManifestException.class, () -> SignedManifest.read(file))
                        .getMessage());
        assertThrows(
                ManifestException.class, () -> Manifest.read(MANIFEST.text().replace("134217728", "\"much\"")));
    }

    private String refusal(Path publicKey) {
        return assertThrows(
                        ManifestException.class, () -> SignedManifest.readTrusted(file, KeyFile.readPublic(publicKey)))
                .getMessage();
    }
}
