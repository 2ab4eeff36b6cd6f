package cortado.flash.manifest;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/** Manifests on disk, with their Ed25519 signatures (RFC 8032) of 64 raw bytes beside them. */
public final class SignedManifest {
    private static final String ALGORITHM = "Ed25519";

    private SignedManifest() {}

    /** Writes a manifest's signature beside it. */
    public static void sign(Path manifest, PrivateKey key) throws IOException {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(key);
            signature.update(Files.readAllBytes(manifest));
            Files.write(ImageFiles.signature(manifest), signature.sign());
        } catch (GeneralSecurityException e) {
            throw new ManifestException("the key cannot sign: " + e.getMessage());
        }
    }

    /** Reads a manifest whose signature nobody asked about. */
    public static Manifest read(Path manifest) throws IOException {
        try {
            return Manifest.read(Files.readString(manifest));
        } catch (CharacterCodingException e) {
            throw new ManifestException(manifest + " is not a manifest: it is no text in UTF-8");
        } catch (ManifestException e) {
            throw new ManifestException(manifest + " cannot be used: " + e.getMessage());
        }
    }

    /**
     * Reads a manifest that this key signed.
     *
     * @throws ManifestException if there is no signature, or it is not this key's for this manifest
     */
    public static Manifest readTrusted(Path manifest, PublicKey key) throws IOException {
        byte[] content = readOr(manifest, "there is no manifest " + manifest);
        byte[] signed = readOr(
                ImageFiles.signature(manifest),
                manifest + " is not signed: there is no "
                        + ImageFiles.signature(manifest).getFileName());
        if (!verifies(content, signed, key)) {
            throw new ManifestException("the signature of " + manifest + " is not by key " + KeyFile.fingerprint(key)
                    + ", or the manifest was changed after it was signed");
        }
        return Manifest.read(new String(content, StandardCharsets.UTF_8));
    }

    private static boolean verifies(byte[] content, byte[] signed, PublicKey key) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.update(content);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // A signature of another length, or a point that is not on the curve.
            return false;
        }
    }

    private static byte[] readOr(Path file, String otherwise) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new ManifestException(
                    otherwise + "; sign the image when you build it: `./cortado build BOARD --sign KEY`");
        }
    }
}
