package cortado.environ.source;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Follows a source's {@code /include/}s, to say exactly which one leads nowhere (dtc does not), which labels there are,
 * and whether the C preprocessor is needed.
 */
final class Includes {
    private static final String DIRECTIVE = "/include/";

    private final List<Path> searched;
    private final Function<Path, String> shown;
    private final Diagnostics diagnostics;
    private final Set<Path> visited = new LinkedHashSet<>();
    private final Set<String> labels = new TreeSet<>();
    private boolean preprocessed;

    Includes(List<Path> searched, Function<Path, String> shown, Diagnostics diagnostics) {
        this.searched = searched;
        this.shown = shown;
        this.diagnostics = diagnostics;
    }

    /** Reads a file and all that it includes. */
    void follow(Path file) throws IOException {
        if (!visited.add(file.toAbsolutePath().normalize())) {
            return;
        }
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            String start = line.stripLeading();
            if (start.startsWith("#include") || start.startsWith("#define") || start.startsWith("#if")) {
                preprocessed = true;
            }
            collectLabels(line);
            int at = line.indexOf(DIRECTIVE);
            int open = at < 0 ? -1 : line.indexOf('"', at);
            int close = open < 0 ? -1 : line.indexOf('"', open + 1);
            if (close > 0 && line.substring(at + DIRECTIVE.length(), open).isBlank()) {
                include(file, line.substring(open + 1, close), new Position(shown.apply(file), i + 1, open + 1));
            }
        }
    }

    private void include(Path from, String name, Position position) throws IOException {
        Path beside = from.toAbsolutePath().resolveSibling(name);
        if (Files.isRegularFile(beside)) {
            follow(beside);
            return;
        }
        for (Path folder : searched) {
            if (Files.isRegularFile(folder.resolve(name))) {
                follow(folder.resolve(name));
                return;
            }
        }
        diagnostics.error(
                position, DIRECTIVE, "no file '" + name + "' beside this one or in dts" + nearest(from, name));
    }

    private String nearest(Path from, String name) throws IOException {
        Set<String> names = new TreeSet<>();
        list(from.toAbsolutePath().getParent(), names);
        for (Path folder : searched) {
            list(folder, names);
        }
        return Nearest.suggestion(name, names);
    }

    private static void list(Path folder, Set<String> names) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".dtsi"))
                        .forEach(names::add);
            }
        }
    }

    /** A label is a word with a colon right behind it and something other than a quotation around it. */
    private void collectLabels(String line) {
        int colon = line.indexOf(':');
        while (colon > 0) {
            int start = colon;
            while (start > 0 && isWord(line.charAt(start - 1))) {
                start--;
            }
            if (start < colon && line.substring(0, start).indexOf('"') < 0) {
                labels.add(line.substring(start, colon));
            }
            colon = line.indexOf(':', colon + 1);
        }
    }

    private static boolean isWord(char c) {
        return c == '_' || Character.isLetterOrDigit(c);
    }

    Set<String> labels() {
        return labels;
    }

    boolean needsPreprocessor() {
        return preprocessed;
    }
}
