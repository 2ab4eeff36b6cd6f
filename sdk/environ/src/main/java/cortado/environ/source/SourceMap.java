package cortado.environ.source;

import cortado.environ.report.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Where in its sources each node and property of a tree was written, taken from the comments that {@code dtc -T -T}
 * puts behind them. What was written several times is found where it was written last, for that is what counts.
 */
public final class SourceMap {
    private final String file;
    private final Map<String, Position> positions = new HashMap<>();

    private final Map<String, List<String>> sources = new HashMap<>();
    private final Path root;

    private SourceMap(Path root, String file) {
        this.root = root;
        this.file = file;
    }

    /** For a tree without sources: everything is somewhere in its file. */
    public static SourceMap none(String file) {
        return new SourceMap(Path.of(""), file);
    }

    /** Reads dtc's annotated output. */
    static SourceMap parse(Path root, String file, String annotated) {
        SourceMap map = new SourceMap(root, file);
        List<String> open = new ArrayList<>();
        for (String line : annotated.lines().toList()) {
            String text = line.strip();
            int comment = text.lastIndexOf("/* ");
            String code = (comment < 0 ? text : text.substring(0, comment)).strip();
            if (code.startsWith("};")) {
                if (!open.isEmpty()) {
                    open.removeLast();
                }
            } else if (code.endsWith("{")) {
                open.add(nodeName(code));
                map.note(path(open), comment < 0 ? "" : text.substring(comment));
            } else if (!code.isEmpty() && !open.isEmpty() && comment >= 0) {
                map.note(path(open) + ":" + propertyName(code), text.substring(comment));
            }
        }
        return map;
    }

    private static String nodeName(String code) {
        String name = code.substring(0, code.length() - 1).strip();
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private static String propertyName(String code) {
        String name = code;
        int equals = name.indexOf('=');
        if (equals >= 0) {
            name = name.substring(0, equals);
        }
        name = name.replace(";", "").strip();
        return name.substring(name.lastIndexOf(' ') + 1);
    }

    private static String path(List<String> open) {
        return open.size() == 1 ? "/" : "/" + String.join("/", open.subList(1, open.size()));
    }

    /** The comment lists {@code file:line:column-line:column}, one for each place. */
    private void note(String subject, String comment) {
        String places = comment.replace("/*", "").replace("*/", "").strip();
        int last = places.lastIndexOf(", ");
        Position position = position(last < 0 ? places : places.substring(last + 2));
        if (position != null) {
            positions.put(subject, subject.contains(":") ? position : atName(position));
        }
    }

    /** dtc gives the place of a node's opening brace; people look for its name, which stands before it. */
    private Position atName(Position brace) {
        List<String> lines = sources.computeIfAbsent(brace.file(), this::read);
        String line = brace.line() <= lines.size() ? lines.get(brace.line() - 1) : "";
        int end = Math.min(brace.column() - 1, line.length());
        while (end > 0 && Character.isWhitespace(line.charAt(end - 1))) {
            end--;
        }
        int start = end;
        while (start > 0 && " \t;{}".indexOf(line.charAt(start - 1)) < 0) {
            start--;
        }
        return start == end ? brace : new Position(brace.file(), brace.line(), start + 1);
    }

    private List<String> read(String name) {
        try {
            return Files.readAllLines(root.resolve(name));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Position position(String place) {
        String[] parts = place.split(":", -1);
        // file : line : column-line : column
        if (parts.length < 4) {
            return null;
        }
        try {
            String name = String.join(":", List.of(parts).subList(0, parts.length - 3));
            int line = Integer.parseInt(parts[parts.length - 3]);
            String column = parts[parts.length - 2];
            int dash = column.indexOf('-');
            return new Position(name, line, Integer.parseInt(dash < 0 ? column : column.substring(0, dash)));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Whether there are sources at all. */
    public boolean isKnown() {
        return !positions.isEmpty();
    }

    /** Where a node was written; the nearest node above it that was, otherwise. */
    public Position node(String path) {
        String at = path;
        while (!positions.containsKey(at) && at.length() > 1) {
            int slash = at.lastIndexOf('/');
            at = slash <= 0 ? "/" : at.substring(0, slash);
        }
        return positions.getOrDefault(at, Position.of(file));
    }

    /** Where a node's property was written; the node's place if it was not. */
    public Position property(String path, String property) {
        Position position = positions.get(path + ":" + property);
        return position == null ? node(path) : position;
    }

    /** All places, for tests. */
    Map<String, Position> all() {
        return Collections.unmodifiableMap(positions);
    }
}
