package cortado.flash.inspect;

import cortado.environ.board.BoardSpec;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Fat32Check;
import cortado.flash.lint.BootLint;
import cortado.flash.lint.Finding;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.Manifest;
import cortado.flash.manifest.ManifestException;
import cortado.flash.manifest.SignedManifest;
import cortado.flash.map.BlockMap;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapException;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Sha256;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything that an image promises, held against what it is: map, manifest, signature, file systems, boot files. */
public final class ImageVerify {
    private static final int CHUNK = 1 << 20;

    private final Path image;
    private final Path content;
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> checked = new ArrayList<>();
    private boolean untrusted;

    private ImageVerify(Path image, Path content) {
        this.image = image;
        this.content = content;
    }

    /**
     * What was found.
     *
     * @param checked what was looked at, a phrase each
     * @param findings what is wrong, or may be
     * @param untrusted whether the signature is what is wrong
     */
    public record Verdict(List<String> checked, List<Finding> findings, boolean untrusted) {
        /** Whether nothing grave was found. */
        public boolean ok() {
            return findings.stream().noneMatch(Finding::grave);
        }
    }

    /** Finds the description of a board by its name. */
    public interface BoardSource {
        /** The board, or nothing if there is none of that name. */
        Optional<BoardSpec> find(String name) throws IOException;
    }

    /**
     * Checks an image and what lies beside it.
     *
     * @param content the image itself, or what it decompresses to
     * @param trust who has to have signed the manifest
     * @param boards where the manifest's board is looked up
     */
    public static Verdict verify(Path image, Path content, Optional<PublicKey> trust, BoardSource boards)
            throws IOException {
        ImageVerify verify = new ImageVerify(image, content);
        Optional<Manifest> manifest = verify.manifest(trust);
        verify.map(manifest);
        verify.inside(manifest, boards);
        return new Verdict(verify.checked, verify.findings, verify.untrusted);
    }

    private Optional<Manifest> manifest(Optional<PublicKey> trust) throws IOException {
        Path file = ImageFiles.manifest(image);
        try {
            if (trust.isPresent()) {
                Manifest manifest = SignedManifest.readTrusted(file, trust.get());
                checked.add("manifest and its signature");
                return Optional.of(manifest);
            }
            if (Files.notExists(file)) {
                warning("there is no manifest " + file.getFileName()
                        + " beside the image: `./cortado build` writes one");
                return Optional.empty();
            }
            Manifest manifest = SignedManifest.read(file);
            checked.add("manifest");
            return Optional.of(manifest);
        } catch (ManifestException e) {
            untrusted = trust.isPresent();
            error(e.getMessage());
            return Optional.empty();
        }
    }

    private void map(Optional<Manifest> manifest) throws IOException {
        if (manifest.isPresent()) {
            whole(manifest.get());
        }
        Path file = ImageFiles.map(image);
        if (Files.notExists(file)) {
            warning("there is no block map " + file.getFileName() + " beside the image: `./cortado build` writes one");
            return;
        }
        byte[] bytes = Files.readAllBytes(file);
        if (manifest.isPresent() && !Sha256.of(bytes).equals(manifest.get().mapSha256())) {
            error("the block map " + file.getFileName() + " is not the one that the manifest names");
        }
        try {
            blocks(BmapFile.read(new String(bytes, StandardCharsets.UTF_8)));
        } catch (MapException e) {
            error(file.getFileName() + ": " + e.getMessage());
        }
    }

    private void whole(Manifest manifest) throws IOException {
        MessageDigest digest = Sha256.digest();
        try (FileChannel disk = FileChannel.open(content)) {
            if (disk.size() != manifest.imageSize()) {
                error("the image has " + disk.size() + " bytes, but its manifest names " + manifest.imageSize());
                return;
            }
            ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
            while (disk.read(chunk.clear()) >= 0) {
                digest.update(chunk.flip());
            }
        }
        if (!Sha256.text(digest).equals(manifest.imageSha256())) {
            error("the image's SHA-256 is not the one in its manifest");
        }
        checked.add("hash of the image");
    }

    private void blocks(BlockMap map) throws IOException {
        try (FileChannel disk = FileChannel.open(content)) {
            if (disk.size() != map.imageSize()) {
                error("the image has " + disk.size() + " bytes, but its block map describes " + map.imageSize());
                return;
            }
            for (MappedRange range : map.ranges()) {
                if (!hash(disk, range).equals(range.sha256())) {
                    error("bytes " + range.offset() + " to " + (range.end() - 1) + " are not what the block map says");
                }
            }
        }
        checked.add(map.ranges().size() + " ranges of the block map");
    }

    /** Other programs' ranges may be longer than memory. */
    private static String hash(FileChannel disk, MappedRange range) throws IOException {
        MessageDigest digest = Sha256.digest();
        ByteBuffer chunk = ByteBuffer.allocate(CHUNK);
        for (long at = range.offset(); at < range.end(); at += chunk.limit()) {
            chunk.clear().limit((int) Math.min(CHUNK, range.end() - at));
            if (disk.read(chunk, at) < 0) {
                break;
            }
            digest.update(chunk.flip());
        }
        return Sha256.text(digest);
    }

    private void inside(Optional<Manifest> manifest, BoardSource boards) throws IOException {
        try (Card card = Card.open(content)) {
            for (int number : card.fatPartitions()) {
                for (String wrong : Fat32Check.check(card, number)) {
                    error("the file system of partition " + number + ": " + wrong);
                }
            }
            checked.add(
                    card.fatPartitions().size() == 1
                            ? "file system"
                            : card.fatPartitions().size() + " file systems");
            if (manifest.isPresent()) {
                bootFiles(manifest.get(), card);
                Optional<BoardSpec> board = boards.find(manifest.get().board());
                if (board.isPresent()) {
                    findings.addAll(BootLint.check(card, board.get()));
                    checked.add("boot files of " + board.get().name());
                } else {
                    warning("there is no board '" + manifest.get().board()
                            + "' here, so whether it would start was not checked");
                }
            }
        } catch (DiskFormatException e) {
            error(e.getMessage());
        }
    }

    private void bootFiles(Manifest manifest, Card card) throws IOException {
        Map<String, byte[]> files = card.files(card.bootPartition(false));
        manifest.files().forEach((path, expected) -> {
            byte[] content = files.get(path);
            if (content == null) {
                error("'" + path + "' is in the manifest, but not on the boot partition");
            } else if (!Sha256.of(content).equals(expected.sha256())) {
                error("'" + path + "' on the boot partition is not the file that the manifest names");
            }
        });
        for (String path : files.keySet()) {
            if (!manifest.files().containsKey(path)) {
                error("'" + path + "' is on the boot partition, but not in the manifest");
            }
        }
        checked.add(manifest.files().size() + " boot files");
    }

    private void error(String text) {
        findings.add(new Finding(true, text));
    }

    private void warning(String text) {
        findings.add(new Finding(false, text));
    }
}
