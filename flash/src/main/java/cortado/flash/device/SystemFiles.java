package cortado.flash.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files in which Linux describes its devices: {@code /sys}, {@code /proc} and udev's {@code /run/udev}. Whatever
 * cannot be read counts as absent, since devices come and go while one looks.
 *
 * @param root {@code /}, or a folder that stands for it in a test
 */
public record SystemFiles(Path root) {
    /** This machine's own. */
    public static SystemFiles ofMachine() {
        return new SystemFiles(Path.of("/"));
    }

    /** A path below the root. */
    public Path at(String path) {
        return root.resolve(path.replaceFirst("^/+", ""));
    }

    /** Whether there is such a file or folder. */
    public boolean exists(String path) {
        return Files.exists(at(path));
    }

    /** A file's content without spaces around it, unless it is absent or empty. */
    public Optional<String> text(String path) {
        try {
            String text = text(Files.readAllBytes(at(path))).strip();
            return text.isEmpty() ? Optional.empty() : Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Names of files and mounts are UTF-8; model and serial number come from the device: any byte may be in them. */
    private static String text(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }

    /** A file's number, unless it is absent or holds none. */
    public Optional<Long> number(String path) {
        try {
            return text(path).map(Long::valueOf);
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** A file's lines; none if it is absent. */
    public List<String> lines(String path) {
        return text(path).map(text -> text.lines().toList()).orElse(List.of());
    }

    /** The names in a folder, sorted; none if it is absent. */
    public List<String> names(String path) {
        try (Stream<Path> found = Files.list(at(path))) {
            return found.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** Where a link leads to, as a path that has no links in it; the path itself if that cannot be found out. */
    public Path real(String path) {
        try {
            return at(path).toRealPath();
        } catch (IOException e) {
            return at(path);
        }
    }

    /** The path as a program on the machine would name it. */
    public String shown(Path path) {
        return root.equals(Path.of("/")) || !path.startsWith(root) ? path.toString() : "/" + root.relativize(path);
    }
}
