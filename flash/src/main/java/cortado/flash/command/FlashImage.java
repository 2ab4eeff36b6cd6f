package cortado.flash.command;

import cortado.environ.board.BoardSpec;
import cortado.environ.check.BoardCheck;
import cortado.environ.report.Diagnostics;
import cortado.flash.lint.BootLint;
import cortado.flash.lint.Finding;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.KeyFile;
import cortado.flash.manifest.Manifest;
import cortado.flash.manifest.ManifestException;
import cortado.flash.manifest.SignedManifest;
import cortado.flash.output.Output;
import cortado.flash.pipeline.Project;
import cortado.flash.transfer.ImageException;
import cortado.flash.transfer.ImageFile;
import cortado.flash.transfer.PlainImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * An image that was checked before anything is written: its signature, and that map and image belong to it.
 *
 * @param source the image with its map
 * @param manifest what it says about itself, where it came with a manifest
 */
record FlashImage(ImageFile source, Optional<Manifest> manifest) {
    /** Opens an image; with a key, only if that key signed its manifest. */
    static FlashImage open(Path image, Optional<Path> trusted, Output output) throws IOException {
        if (!Files.isRegularFile(image)) {
            throw new CommandException(
                    Exit.USAGE,
                    Files.exists(image)
                            ? image + " is no file: an image is read more than once; copy what it holds into a file"
                            : "there is no image " + image);
        }
        Optional<Manifest> manifest = manifest(image, trusted, output);
        try {
            if (manifest.isPresent()) {
                lint(image, manifest.get(), output);
            }
            ImageFile source = ImageFile.open(image, manifest.map(Manifest::mapSha256));
            return new FlashImage(source, manifest);
        } catch (ImageException e) {
            throw new CommandException(Exit.VERIFICATION, e.getMessage());
        }
    }

    private static Optional<Manifest> manifest(Path image, Optional<Path> trusted, Output output) throws IOException {
        Path file = ImageFiles.manifest(image);
        try {
            if (trusted.isPresent()) {
                PublicKey key = KeyFile.readPublic(existing(trusted.get()));
                Manifest manifest = SignedManifest.readTrusted(file, key);
                output.note("signed by " + KeyFile.fingerprint(key) + ": " + title(manifest));
                return Optional.of(manifest);
            }
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            if (Files.exists(ImageFiles.signature(file))) {
                output.detail(image + " is signed; --trust KEY.pub would check by whom");
            }
            return Optional.of(SignedManifest.read(file));
        } catch (ManifestException e) {
            throw new CommandException(Exit.SIGNATURE, e.getMessage());
        }
    }

    /** A card from which the board would not start is not worth writing. */
    private static void lint(Path image, Manifest manifest, Output output) throws IOException {
        Optional<BoardSpec> board =
                BoardCheck.board(manifest.board(), Project.find().root(), new Diagnostics());
        if (board.isEmpty()) {
            return;
        }
        List<String> grave = new ArrayList<>();
        try (PlainImage plain = PlainImage.of(image)) {
            for (Finding finding : BootLint.check(plain.file(), board.get())) {
                if (finding.grave()) {
                    grave.add(finding.text());
                } else {
                    output.warning(finding.text());
                }
            }
        }
        if (!grave.isEmpty()) {
            throw new CommandException(
                    Exit.VERIFICATION,
                    manifest.board() + " would not start from " + image + ":\n" + String.join("\n", grave));
        }
    }

    /** A key that {@code --trust} names. */
    static Path existing(Path key) {
        if (!Files.isRegularFile(key)) {
            throw new CommandException(Exit.USAGE, "--trust: there is no file " + key);
        }
        return key;
    }

    private static String title(Manifest manifest) {
        return manifest.image() + " for " + manifest.board() + ", Cortado "
                + manifest.versions().getOrDefault("cortado", "of unknown version");
    }
}
