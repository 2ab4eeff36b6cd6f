package cortado.flash.manifest;

import java.nio.file.Path;
import java.util.List;

/**
 * The names of the files that belong to an image: {@code NAME.img.bmap}, {@code NAME.img.manifest} and its signature.
 */
public final class ImageFiles {
    /** Suffixes of compressed images. */
    public static final List<String> COMPRESSED = List.of(".zst", ".xz", ".gz");

    private ImageFiles() {}

    /** The block map of an image, compressed or not. */
    public static Path map(Path image) {
        return beside(image, ".bmap");
    }

    /** The manifest of an image, compressed or not. */
    public static Path manifest(Path image) {
        return beside(image, ".manifest");
    }

    /** The signature of a manifest. */
    public static Path signature(Path manifest) {
        return manifest.resolveSibling(manifest.getFileName() + ".sig");
    }

    /** The image's name without the suffix of its compression. */
    public static String uncompressedName(Path image) {
        String name = image.getFileName().toString();
        for (String suffix : COMPRESSED) {
            if (name.endsWith(suffix)) {
                return name.substring(0, name.length() - suffix.length());
            }
        }
        return name;
    }

    /** Whether a name is that of an image and not of a board, whether or not there is such a file. */
    public static boolean looksLikeImage(Path path) {
        String name = path.getFileName().toString();
        return name.contains(".img")
                || path.getNameCount() > 1
                || COMPRESSED.stream().anyMatch(name::endsWith);
    }

    private static Path beside(Path image, String suffix) {
        return image.resolveSibling(uncompressedName(image) + suffix);
    }
}
