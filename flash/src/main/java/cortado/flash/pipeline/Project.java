package cortado.flash.pipeline;

import cortado.flash.command.CommandException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A checkout of this project.
 *
 * @param root the folder that holds {@code cortado}, {@code boards} and everything else
 */
public record Project(Path root) {
    /** The checkout that the launcher names, or the one around the working folder. */
    public static Project find() {
        String home = System.getenv("CORTADO_HOME");
        if (home != null) {
            return new Project(Path.of(home));
        }
        Path folder = Path.of("").toAbsolutePath();
        while (folder != null && !Files.isRegularFile(folder.resolve("cortado"))) {
            folder = folder.getParent();
        }
        if (folder == null) {
            throw new CommandException("no checkout of Cortado around "
                    + Path.of("").toAbsolutePath() + "; start the command as ./cortado in one, or set CORTADO_HOME");
        }
        return new Project(folder);
    }

    /** A file or folder, by its path from the root. */
    public Path at(String path) {
        return root.resolve(path);
    }

    /** Where a board's products go. */
    public Path output(String board) {
        return root.resolve("build").resolve(board);
    }

    /** Where downloads are kept between builds, shared by all checkouts. */
    public Path cache() {
        return cacheFolder();
    }

    /** The same, for commands that need no checkout. */
    public static Path cacheFolder() {
        String named = System.getenv("CORTADO_CACHE");
        return named != null ? Path.of(named) : Path.of(System.getProperty("user.home"), ".cache", "cortado");
    }

    /** A path as it is shown to the person: relative to the root where it lies inside. */
    public String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString() : path.toString();
    }
}
