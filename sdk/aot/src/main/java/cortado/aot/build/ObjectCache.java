package cortado.aot.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Objects that clang made before, by the hash of all that it reads: a change that leaves a program's generated C as it
 * was costs no second compilation, in this checkout or the next. Kept under {@code $CORTADO_CACHE/objects}; safe to
 * delete and to share between processes, since a file appears under its name only when it is whole.
 */
final class ObjectCache {
    /** The objects kept; those not used for longest go first. */
    private static final int KEPT = 400;

    private final Path folder;

    ObjectCache(Path folder) {
        this.folder = folder;
    }

    /** The user's cache. */
    static ObjectCache ofUser() {
        String named = System.getenv("CORTADO_CACHE");
        Path cache = named != null && !named.isEmpty()
                ? Path.of(named)
                : Path.of(System.getProperty("user.home"), ".cache", "cortado");
        return new ObjectCache(cache.resolve("objects"));
    }

    /** The name under which an object is kept: of the command, the compiler and the text of all files it may read. */
    static String key(List<String> command, String compiler, Map<String, String> sources, List<Path> includeDirs)
            throws IOException {
        Map<String, String> all = new TreeMap<>(sources);
        for (int i = 0; i < includeDirs.size(); i++) {
            try (var files = Files.walk(includeDirs.get(i))) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    String name = i + "/" + includeDirs.get(i).relativize(file);
                    all.put(name, Files.readString(file, StandardCharsets.ISO_8859_1));
                }
            }
        }
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(compiler.getBytes(StandardCharsets.UTF_8));
            digest.update(String.join("\0", command).getBytes(StandardCharsets.UTF_8));
            all.forEach((name, text) ->
                    digest.update(("\0" + name + "\0" + text.length() + "\0" + text).getBytes(StandardCharsets.UTF_8)));
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Puts the object at {@code target} and says true, or false if there is none. */
    boolean fetch(String key, Path target) throws IOException {
        Path kept = folder.resolve(key);
        if (!Files.exists(kept)) {
            return false;
        }
        // Marked as used first: another process that drops old objects then spares it.
        Files.setLastModifiedTime(kept, FileTime.fromMillis(System.currentTimeMillis()));
        Files.copy(kept, target, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }

    /** Keeps an object. */
    void keep(String key, Path object) throws IOException {
        Files.createDirectories(folder);
        Path partial = Files.createTempFile(folder, "partial", "");
        Files.copy(object, partial, StandardCopyOption.REPLACE_EXISTING);
        Files.move(partial, folder.resolve(key), StandardCopyOption.ATOMIC_MOVE);
        dropOldest();
    }

    private void dropOldest() throws IOException {
        try (var files = Files.list(folder)) {
            List<Path> newestFirst = files.sorted(
                            Comparator.comparing(ObjectCache::lastUse).reversed())
                    .toList();
            for (Path old : newestFirst.subList(Math.min(KEPT, newestFirst.size()), newestFirst.size())) {
                Files.deleteIfExists(old);
            }
        }
    }

    private static FileTime lastUse(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (NoSuchFileException e) {
            return FileTime.fromMillis(0); // another process dropped it meanwhile
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
