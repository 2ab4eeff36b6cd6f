package cortado.flash.manifest;

import cortado.flash.command.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What an image is, in a file beside it that can be signed: {@code IMAGE.manifest}, JSON.
 *
 * @param image the image file's name, uncompressed
 * @param imageSize bytes
 * @param imageSha256 of the whole image
 * @param mapSha256 of the bytes of {@code IMAGE.bmap}
 * @param board the board it is for
 * @param versions of the system and of the firmware packages, by name
 * @param files what lies on the boot partition, by path
 */
public record Manifest(
        String image,
        long imageSize,
        String imageSha256,
        String mapSha256,
        String board,
        SortedMap<String, String> versions,
        SortedMap<String, BootFile> files) {
    private static final String FORMAT = "cortado-manifest-1";

    /**
     * A file on the boot partition.
     *
     * @param size bytes
     * @param sha256 of its content
     */
    public record BootFile(long size, String sha256) {}

    /** Copies the maps. */
    public Manifest {
        versions = new TreeMap<>(versions);
        files = new TreeMap<>(files);
    }

    /** The file's text; the same manifest gives the same text. */
    public String text() {
        Map<String, Object> listed = new LinkedHashMap<>();
        files.forEach((path, file) -> listed.put(path, Json.fields("size", file.size(), "sha256", file.sha256())));
        return Json.object(
                        "format",
                        FORMAT,
                        "image",
                        Json.fields("name", image, "size", imageSize, "sha256", imageSha256),
                        "map",
                        Json.fields("sha256", mapSha256),
                        "board",
                        board,
                        "versions",
                        versions,
                        "files",
                        listed)
                + "\n";
    }

    /**
     * Reads a file's text.
     *
     * @throws ManifestException if it is not a manifest
     */
    public static Manifest read(String text) {
        try {
            Map<?, ?> root = fields(new Load(LoadSettings.builder().build()).loadFromString(text), "the manifest");
            if (!FORMAT.equals(root.get("format"))) {
                throw new ManifestException("format '" + root.get("format") + "' found, '" + FORMAT + "' expected");
            }
            Map<?, ?> image = fields(root.get("image"), "image");
            SortedMap<String, BootFile> files = new TreeMap<>();
            fields(root.get("files"), "files").forEach((path, value) -> {
                Map<?, ?> file = fields(value, "files");
                files.put((String) path, new BootFile(number(file, "size"), string(file, "sha256")));
            });
            SortedMap<String, String> versions = new TreeMap<>();
            fields(root.get("versions"), "versions")
                    .forEach((name, version) -> versions.put((String) name, String.valueOf(version)));
            return new Manifest(
                    string(image, "name"),
                    number(image, "size"),
                    string(image, "sha256"),
                    string(fields(root.get("map"), "map"), "sha256"),
                    string(root, "board"),
                    versions,
                    files);
        } catch (YamlEngineException | ClassCastException e) {
            throw new ManifestException("not a manifest: " + e.getMessage());
        }
    }

    private static Map<?, ?> fields(Object value, String name) {
        if (value instanceof Map<?, ?> map) {
            return map;
        }
        throw new ManifestException(name + ": an object was expected");
    }

    private static String string(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof String string) {
            return string;
        }
        throw new ManifestException(name + ": '" + fields.get(name) + "' found, a string was expected");
    }

    private static long number(Map<?, ?> fields, String name) {
        if (fields.get(name) instanceof Number number) {
            return number.longValue();
        }
        throw new ManifestException(name + ": '" + fields.get(name) + "' found, a number was expected");
    }
}
