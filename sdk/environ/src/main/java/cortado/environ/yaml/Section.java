package cortado.environ.yaml;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A mapping of a YAML file, read key by key. What is missing or wrong becomes a diagnostic at its place and the
 * alternative is returned, so that reading goes on; {@link #end} reports the keys that nobody asked for.
 */
final class Section {
    private final String file;
    private final String path;
    private final MappingNode node;
    private final Diagnostics diagnostics;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Node> keys = new LinkedHashMap<>();
    private final Set<String> asked = new LinkedHashSet<>();

    Section(String file, String path, MappingNode node, Diagnostics diagnostics) {
        this.file = file;
        this.path = path;
        this.node = node;
        this.diagnostics = diagnostics;
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                diagnostics.error(position(tuple.getKeyNode()), path, "a plain key was expected");
                continue;
            }
            String name = key.getValue();
            if (values.containsKey(name)) {
                diagnostics.error(
                        position(key),
                        dotted(name),
                        "given twice, the first time in line "
                                + position(keys.get(name)).line());
                continue;
            }
            keys.put(name, key);
            values.put(name, tuple.getValueNode());
        }
    }

    private String dotted(String key) {
        return path.isEmpty() ? key : path + "." + key;
    }

    private Position position(Node at) {
        return at.getStartMark().map(mark -> YamlFile.position(file, mark)).orElse(Position.of(file));
    }

    /** Where a key's value stands; the section's own place if the key is absent. */
    Position position(String key) {
        Node value = values.get(key);
        return position(value == null ? node : value);
    }

    /** Where the section starts. */
    Position position() {
        return position(node);
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Notes what is wrong with a key's value. */
    void wrong(String key, String text) {
        diagnostics.error(position(key), dotted(key), text);
    }

    /** Reports keys that were never asked for. */
    void end() {
        for (Map.Entry<String, Node> key : keys.entrySet()) {
            if (!asked.contains(key.getKey())) {
                String nearest = Nearest.suggestion(key.getKey(), asked);
                diagnostics.error(
                        position(key.getValue()),
                        dotted(key.getKey()),
                        "unknown key"
                                + (nearest.isEmpty() ? "; expected one of " + String.join(", ", asked) : nearest));
            }
        }
    }

    private Optional<Node> find(String key, String expected, boolean required) {
        asked.add(key);
        Node value = values.get(key);
        if (value == null || isNull(value)) {
            if (value != null) {
                wrong(key, "no value; " + expected + " was expected");
            } else if (required) {
                wrong(key, "missing; " + expected + " was expected");
            }
            return Optional.empty();
        }
        return Optional.of(value);
    }

    private static boolean isNull(Node value) {
        return value instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private static String kind(Node value) {
        return switch (value) {
            case MappingNode mapping -> "a mapping";
            case SequenceNode sequence -> "a list";
            case ScalarNode scalar -> "'" + scalar.getValue() + "'";
            default -> "this";
        };
    }

    private Optional<String> scalar(Node value, String subject, String expected) {
        if (value instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        diagnostics.error(position(value), subject, kind(value) + " found; " + expected + " was expected");
        return Optional.empty();
    }

    /** A text that has to be there. */
    String text(String key, String expected) {
        return find(key, expected, true)
                .flatMap(value -> scalar(value, dotted(key), expected))
                .orElse("");
    }

    /** A text that may be left out. */
    String text(String key, String expected, String otherwise) {
        return find(key, expected, false)
                .flatMap(value -> scalar(value, dotted(key), expected))
                .orElse(otherwise);
    }

    /** A number in some unit, between bounds. */
    long number(
            String key, String expected, Function<String, OptionalLong> unit, long least, long most, Long otherwise) {
        Optional<String> text =
                find(key, expected, otherwise == null).flatMap(value -> scalar(value, dotted(key), expected));
        if (text.isEmpty()) {
            return otherwise == null ? least : otherwise;
        }
        OptionalLong number = unit.apply(text.get());
        if (number.isEmpty() || number.getAsLong() < least || number.getAsLong() > most) {
            wrong(key, "'" + text.get() + "' found; " + expected + " was expected");
            return otherwise == null ? least : otherwise;
        }
        return number.getAsLong();
    }

    /** One of a closed set of words. */
    <T> T choice(String key, Map<String, T> choices, T otherwise) {
        String expected = choices.size() == 1
                ? "'" + choices.keySet().iterator().next() + "'"
                : "one of " + String.join(", ", choices.keySet());
        Optional<String> text =
                find(key, expected, otherwise == null).flatMap(value -> scalar(value, dotted(key), expected));
        if (text.isPresent() && !choices.containsKey(text.get())) {
            wrong(
                    key,
                    "'" + text.get() + "' found; " + expected + " was expected"
                            + Nearest.suggestion(text.get(), choices.keySet()));
        }
        return text.map(choices::get)
                .orElse(otherwise == null ? choices.values().iterator().next() : otherwise);
    }

    boolean flag(String key, boolean otherwise) {
        Map<String, Boolean> words = new LinkedHashMap<>();
        words.put("true", true);
        words.put("false", false);
        return choice(key, words, otherwise);
    }

    /** A list of texts; a single text counts as a list of one. */
    List<String> texts(String key, String expected, boolean required) {
        List<String> texts = new ArrayList<>();
        for (Item item : items(key, expected, required)) {
            item.text(expected).ifPresent(texts::add);
        }
        return texts;
    }

    /** A list of anything; a single value counts as a list of one. */
    List<Item> items(String key, String expected, boolean required) {
        List<Item> items = new ArrayList<>();
        Optional<Node> value = find(key, expected, required);
        if (value.isPresent()) {
            List<Node> nodes =
                    value.get() instanceof SequenceNode sequence ? sequence.getValue() : List.of(value.get());
            for (int i = 0; i < nodes.size(); i++) {
                items.add(new Item(dotted(key) + "[" + i + "]", nodes.get(i)));
            }
        }
        return items;
    }

    /** A mapping under a key. */
    Optional<Section> section(String key, String expected, boolean required) {
        Optional<Node> value = find(key, expected, required);
        return value.flatMap(found -> asSection(found, dotted(key), expected));
    }

    private Optional<Section> asSection(Node value, String subject, String expected) {
        if (value instanceof MappingNode mapping) {
            return Optional.of(new Section(file, subject, mapping, diagnostics));
        }
        diagnostics.error(position(value), subject, kind(value) + " found; " + expected + " was expected");
        return Optional.empty();
    }

    /** The keys of the mapping, in order, all of which count as asked for. */
    List<String> names() {
        asked.addAll(values.keySet());
        return List.copyOf(values.keySet());
    }

    /** Whether the value under a key is a text rather than a list or mapping. */
    boolean isText(String key) {
        return values.get(key) instanceof ScalarNode;
    }

    /** One element of a list. */
    final class Item {
        private final String subject;
        private final Node value;

        private Item(String subject, Node value) {
            this.subject = subject;
            this.value = value;
        }

        boolean isText() {
            return value instanceof ScalarNode;
        }

        Optional<String> text(String expected) {
            return scalar(value, subject, expected);
        }

        Optional<Section> section(String expected) {
            return asSection(value, subject, expected);
        }

        Position place() {
            return position(value);
        }

        void wrong(String text) {
            diagnostics.error(place(), subject, text);
        }
    }
}
