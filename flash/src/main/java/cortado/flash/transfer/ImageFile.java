package cortado.flash.transfer;

import cortado.flash.manifest.ImageFiles;
import cortado.flash.map.BlockMap;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapException;
import cortado.flash.map.MappedRange;
import cortado.flash.map.Sha256;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** An image file, compressed or not, with the map that lies beside it or one that is made by reading it once. */
public final class ImageFile implements ImageSource {
    private final Path path;
    private final Compression compression;
    private final BlockMap map;
    private ByteSource bytes;
    private long position;

    private ImageFile(Path path, Compression compression, BlockMap map) throws IOException {
        this.path = path;
        this.compression = compression;
        this.map = map;
        this.bytes = bytes(path, compression);
    }

    /** Opens an image with its map. */
    public static ImageFile open(Path path) throws IOException {
        return open(path, Optional.empty());
    }

    /**
     * Opens an image with its map.
     *
     * @param mapSha256 the hash of the map's file, where a manifest names it
     */
    public static ImageFile open(Path path, Optional<String> mapSha256) throws IOException {
        OtherFormat.refuse(path);
        Compression compression = Compression.of(path);
        Optional<BlockMap> found = map(path, mapSha256);
        try {
            BlockMap map = found.isPresent() ? fine(path, compression, found.get()) : everything(path, compression);
            if (map.imageSize() == 0) {
                throw new ImageException(path + " is empty: build or download it again");
            }
            return new ImageFile(path, compression, map);
        } catch (IOException e) {
            throw e instanceof ImageException ? e : new ImageException(path + " cannot be read: " + reason(e));
        }
    }

    /** What unpacks often finds no words for an end that comes too early. */
    static String reason(IOException e) {
        return e instanceof EOFException && e.getMessage() == null
                ? "it was cut short; download it again"
                : e.getMessage();
    }

    /** The map that lies beside the image; what was hashed is what is used. */
    private static Optional<BlockMap> map(Path path, Optional<String> sha256) throws IOException {
        Path file = ImageFiles.map(path);
        if (Files.notExists(file)) {
            if (sha256.isPresent()) {
                throw new ImageException("the manifest of " + path + " speaks of a map, but there is no " + file
                        + ": build or download all files of the image again");
            }
            return Optional.empty();
        }
        byte[] text = Files.readAllBytes(file);
        if (sha256.isPresent() && !Sha256.of(text).equals(sha256.get())) {
            throw new ImageException(file + " is not the map that the manifest of " + path
                    + " names: build or download all files of the image again");
        }
        try {
            return Optional.of(BmapFile.read(new String(text, StandardCharsets.UTF_8)));
        } catch (MapException e) {
            throw new ImageException(file + " cannot be used: " + e.getMessage()
                    + "; build or download it again, or delete it to write every byte of the image");
        }
    }

    private static ByteSource bytes(Path path, Compression compression) throws IOException {
        return compression == Compression.NONE
                ? ByteSource.of(FileChannel.open(path))
                : ByteSource.of(compression.open(path));
    }

    private static BlockMap everything(Path path, Compression compression) throws IOException {
        try (var stream = compression.open(path)) {
            return MapReading.everything(stream);
        }
    }

    /** Cuts ranges that are too long to be held in memory, as other programs' maps have them. */
    private static BlockMap fine(Path path, Compression compression, BlockMap map) throws IOException {
        if (compression == Compression.NONE && Files.size(path) != map.imageSize()) {
            throw new ImageException(path + " has " + Files.size(path) + " bytes, but its map "
                    + ImageFiles.map(path).getFileName() + " is for " + map.imageSize()
                    + "; they do not belong together: build or download both again");
        }
        if (map.ranges().stream().allMatch(range -> range.span().length() <= BlockMap.LONGEST_RANGE)) {
            return map;
        }
        try (ByteSource bytes = bytes(path, compression)) {
            return MapReading.cut(map, bytes, path.toString());
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public BlockMap map() {
        return map;
    }

    @Override
    public void read(MappedRange range, ByteBuffer into) throws IOException {
        if (range.offset() < position) {
            bytes.close();
            bytes = bytes(path, compression);
        }
        ByteBuffer part = into.duplicate().limit(into.position() + range.length());
        try {
            bytes.read(part, range.offset());
        } catch (IOException e) {
            throw new ImageException("reading " + path + " failed: " + reason(e));
        }
        position = range.end();
        into.position(part.position());
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
