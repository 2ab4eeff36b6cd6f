package cortado.flash.rig;

import cortado.environ.text.Nearest;
import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import cortado.flash.rig.RigSpec.CardSwitch;
import cortado.flash.rig.RigSpec.GpioAccess;
import cortado.flash.rig.RigSpec.SerialPort;
import cortado.flash.rig.RigSpec.Wire;
import cortado.flash.run.RemoteShell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Reads {@code rig.yaml} (YAML 1.2); everything wrong with it is said at once. */
public final class RigFile {
    private static final Pattern TIME = Pattern.compile("(\\d{1,6})(ms|s|min)");
    private static final int HIGHEST_LINE = 53;

    private final KeyPlaces places;
    private final List<String> wrong = new ArrayList<>();

    private RigFile(KeyPlaces places) {
        this.places = places;
    }

    /**
     * Reads a file.
     *
     * @throws CommandException with every mistake in it
     */
    public static RigSpec load(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandException(
                    Exit.USAGE,
                    "there is no " + file + ", which says how the board is wired; `./cortado help rig` shows one");
        }
        String text = Files.readString(file);
        RigFile reader;
        Object root;
        try {
            root = new Load(LoadSettings.builder().setLabel(file.toString()).build()).loadFromString(text);
            reader = new RigFile(new KeyPlaces(file.toString(), text));
        } catch (YamlEngineException e) {
            throw new CommandException(file + " is not YAML: " + e.getMessage());
        }
        RigSpec spec = reader.read(root);
        if (!reader.wrong.isEmpty()) {
            throw new CommandException(String.join("\n", reader.wrong));
        }
        return spec;
    }

    private RigSpec read(Object root) {
        Map<String, Object> fields = mapping(root, "", List.of("name", "gpio", "power", "reset", "card", "serial"));
        GpioAccess gpio = access(fields);
        Wire power = wire(fields, "power", List.of(), "500ms").orElse(new Wire(0, true, Duration.ZERO));
        if (!fields.containsKey("power")) {
            wrong("power", "missing; a mapping with gpio was expected: what switches the board on");
        }
        Optional<Wire> reset = wire(fields, "reset", List.of(), "100ms");
        Optional<CardSwitch> card = wire(fields, "card", List.of("device"), "1s")
                .map(wire -> {
                    Map<String, Object> section = section(fields, "card");
                    if (!section.containsKey("device")) {
                        wrong("card.device", "missing; the card as this host sees it, /dev/…, was expected");
                    }
                    return new CardSwitch(
                            wire, Path.of(text(section, "card.device", "the card as this host sees it, /dev/…", "")));
                });
        distinct(power, reset, card.map(CardSwitch::wire));
        return new RigSpec(text(fields, "name", "a name", "rig"), gpio, power, reset, card, serial(fields, gpio));
    }

    private void distinct(Wire power, Optional<Wire> reset, Optional<Wire> card) {
        if (reset.filter(wire -> wire.line() == power.line()).isPresent()) {
            wrong("reset.gpio", power.line() + " is the line of power already; each wire needs a line of its own");
        }
        if (card.filter(wire -> wire.line() == power.line()
                        || reset.filter(other -> other.line() == wire.line()).isPresent())
                .isPresent()) {
            wrong(
                    "card.gpio",
                    card.get().line() + " is the line of power or reset already; each wire needs a line of its own");
        }
    }

    private GpioAccess access(Map<String, Object> fields) {
        String word = text(fields, "gpio", "gpiod, linuxfs, mock or qemu", "gpiod");
        List<String> words = new ArrayList<>();
        for (GpioAccess access : GpioAccess.values()) {
            words.add(access.name().toLowerCase(Locale.ROOT));
            if (words.getLast().equals(word)) {
                return access;
            }
        }
        wrong(
                "gpio",
                "'" + word + "' found; one of " + String.join(", ", words) + " was expected"
                        + Nearest.suggestion(word, words));
        return GpioAccess.MOCK;
    }

    private SerialPort serial(Map<String, Object> fields, GpioAccess gpio) {
        Map<String, Object> section = fields.containsKey("serial")
                ? mapping(fields.get("serial"), "serial", List.of("port", "baud", "marker", "limit"))
                : Map.of();
        String port = text(section, "serial.port", "a serial port such as /dev/ttyUSB0", "");
        if (port.isEmpty() && gpio != GpioAccess.QEMU) {
            wrong("serial.port", "missing; a serial port such as /dev/ttyUSB0 was expected");
        }
        String marker = text(section, "serial.marker", "what the board prints when it is up", RemoteShell.PROMPT);
        if (marker.isEmpty()) {
            wrong("serial.marker", "empty; what the board prints when it is up was expected");
        }
        return new SerialPort(
                port,
                number(section, "serial.baud", 50, 4_000_000, 115_200),
                marker,
                time(section, "serial.limit", "2min"));
    }

    private Optional<Wire> wire(Map<String, Object> fields, String name, List<String> more, String settle) {
        if (!fields.containsKey(name)) {
            return Optional.empty();
        }
        List<String> keys = new ArrayList<>(List.of("gpio", "active", "settle"));
        keys.addAll(more);
        Map<String, Object> section = mapping(fields.get(name), name, keys);
        if (!section.containsKey("gpio")) {
            wrong(name + ".gpio", "missing; the BCM number of a GPIO line, 0 to 53, was expected");
        }
        String active = text(section, name + ".active", "high or low", "high");
        if (!active.equals("high") && !active.equals("low")) {
            wrong(name + ".active", "'" + active + "' found; high or low was expected");
        }
        return Optional.of(new Wire(
                number(section, name + ".gpio", 0, HIGHEST_LINE, 0),
                active.equals("high"),
                time(section, name + ".settle", settle)));
    }

    private Map<String, Object> section(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> map ? strings(map) : Map.of();
    }

    private Map<String, Object> mapping(Object value, String name, List<String> known) {
        if (!(value instanceof Map<?, ?> map)) {
            wrong(name.isEmpty() ? "the file" : name, "a mapping was expected");
            return Map.of();
        }
        Map<String, Object> fields = strings(map);
        for (String key : fields.keySet()) {
            if (!known.contains(key)) {
                String nearest = Nearest.suggestion(key, known);
                wrong(
                        name.isEmpty() ? key : name + "." + key,
                        "unknown key"
                                + (nearest.isEmpty() ? "; expected one of " + String.join(", ", known) : nearest));
            }
        }
        return fields;
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, value) -> fields.put(String.valueOf(key), value));
        return fields;
    }

    private static String last(String key) {
        return key.substring(key.lastIndexOf('.') + 1);
    }

    private String text(Map<String, Object> section, String key, String expected, String otherwise) {
        Object value = section.get(last(key));
        if (value == null && !section.containsKey(last(key))) {
            return otherwise;
        }
        if (value == null || value instanceof Map<?, ?> || value instanceof List<?>) {
            wrong(key, expected + " was expected");
            return otherwise;
        }
        return value.toString();
    }

    private int number(Map<String, Object> section, String key, int least, int most, int otherwise) {
        Object value = section.get(last(key));
        if (value == null) {
            return otherwise;
        }
        if (value instanceof Integer number && number >= least && number <= most) {
            return number;
        }
        wrong(key, "'" + value + "' found; a number from " + least + " to " + most + " was expected");
        return otherwise;
    }

    private Duration time(Map<String, Object> section, String key, String otherwise) {
        String text = text(section, key, "a time such as 500ms, 2s or 1min", otherwise);
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            wrong(key, "'" + text + "' found; a time such as 500ms, 2s or 1min was expected");
            return Duration.ZERO;
        }
        long count = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "ms" -> Duration.ofMillis(count);
            case "s" -> Duration.ofSeconds(count);
            default -> Duration.ofMinutes(count);
        };
    }

    private void wrong(String key, String text) {
        wrong.add(places.of(key) + ": " + key + ": " + text);
    }
}
