package cortado.flash.skeleton;

import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import cortado.flash.pipeline.KnownBoards;
import cortado.flash.pipeline.Project;
import cortado.flash.pipeline.WholeFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A board that is what another one is, under a name of its own, to be changed from there. */
public final class BoardSkeleton {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
    private static final int NAME_MOST = 24;

    private final Project project;
    private final String name;
    private final String from;

    /** A board to be made from one that there is. */
    public BoardSkeleton(Project project, String name, String from) throws IOException {
        this.project = project;
        this.name = name;
        this.from = from;
        if (!NAME.matcher(name).matches() || name.length() > NAME_MOST) {
            throw new CommandException(
                    Exit.USAGE,
                    "'" + name + "' found; a name of lower-case letters, digits and inner hyphens, at most 24 of them,"
                            + " was expected, such as my-board");
        }
        KnownBoards.require(project, from);
    }

    /**
     * Copies the board's files under their new names.
     *
     * @return the files that are new
     */
    public List<Path> create() throws IOException {
        Path folder = project.at("boards").resolve(name);
        if (Files.exists(folder)) {
            throw new CommandException(Exit.USAGE, project.shown(folder) + " is there already; choose another name");
        }
        Path source = project.at("boards").resolve(from);
        List<Path> files;
        try (Stream<Path> found = Files.list(source)) {
            files = found.filter(Files::isRegularFile).sorted().toList();
        }
        List<Path> written = new ArrayList<>();
        for (Path file : files) {
            String fileName = file.getFileName().toString();
            if (fileName.equals("README.md")) {
                written.add(write(folder.resolve(fileName), readme()));
            } else if (fileName.equals("board.yaml")) {
                written.add(write(folder.resolve(fileName), description(Files.readString(file))));
            } else {
                written.add(write(folder.resolve(fileName.replace(from, name)), Files.readString(file)));
            }
        }
        return written;
    }

    private static Path write(Path file, String text) throws IOException {
        WholeFile.write(file, text.getBytes(StandardCharsets.UTF_8));
        return file;
    }

    private String description(String text) {
        return text.replaceFirst("(?m)^name: .*$", "name: " + name)
                .replaceFirst("(?m)^dts: " + Pattern.quote(from), "dts: " + name)
                .replaceFirst("(?m)^description: (.*)$", "description: $1, as $name".replace("$name", name));
    }

    private String readme() {
        return """
                # %s

                Begun as a copy of [%s](../%s/README.md). What is different on this board, and the source for it, goes here.

                    ./cortado check %s
                    ./cortado build %s
                    ./cortado run %s
                """.formatted(name, from, from, name, name, name);
    }
}
