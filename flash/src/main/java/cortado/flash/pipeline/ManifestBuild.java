package cortado.flash.pipeline;

import cortado.environ.board.BoardSpec;
import cortado.flash.command.Version;
import cortado.flash.disk.UsedSpace;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.Manifest;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapBuild;
import cortado.flash.map.Sha256;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes what goes beside an image: its block map and its manifest. */
public final class ManifestBuild {
    private ManifestBuild() {}

    /**
     * Reads a finished image once and describes it.
     *
     * @param files what lies on its boot partition, by path
     */
    public static void write(Path image, BoardSpec board, Map<String, byte[]> files) throws IOException {
        MapBuild.Mapped mapped;
        try (FileChannel disk = FileChannel.open(image)) {
            mapped = MapBuild.of(disk, UsedSpace.of(disk, disk.size()));
        }
        byte[] map = BmapFile.text(mapped.map()).getBytes(StandardCharsets.UTF_8);
        SortedMap<String, Manifest.BootFile> listed = new TreeMap<>();
        files.forEach((path, content) -> listed.put(path, new Manifest.BootFile(content.length, Sha256.of(content))));
        SortedMap<String, String> versions = new TreeMap<>();
        versions.put("cortado", Version.NUMBER);
        board.firmware().forEach(from -> versions.put(from.name(), from.version()));
        Manifest manifest = new Manifest(
                image.getFileName().toString(),
                mapped.map().imageSize(),
                mapped.sha256(),
                Sha256.of(map),
                board.name(),
                versions,
                listed);
        // A signature of an image that was there before would be wrong for this one.
        Path file = ImageFiles.manifest(image);
        if (Files.notExists(file) || !Files.readString(file).equals(manifest.text())) {
            Files.deleteIfExists(ImageFiles.signature(file));
        }
        WholeFile.write(ImageFiles.map(image), map);
        WholeFile.write(file, manifest.text().getBytes(StandardCharsets.UTF_8));
    }
}
