package cortado.flash.firmware;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Raspberry Pi's {@code config.txt} as one board model sees it (Raspberry Pi documentation, "config.txt"). A section
 * header such as {@code [pi4]} makes what follows count for that model alone, {@code [none]} for none, {@code [all]}
 * for every one; filters on anything but the model (serial number, attached display, pins) never hold here, since
 * nobody can know them before the board runs. The last value of a key wins; overlays and their parameters add up.
 */
public final class ConfigTxt {
    private static final Set<String> ADDING = Set.of("dtoverlay", "dtparam");
    private static final Set<String> MODELS =
            Set.of("pi0", "pi0w", "pi02", "pi1", "pi2", "pi3", "pi3+", "pi4", "pi400", "pi5", "pi500", "cm4", "cm5");

    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<String> overlays = new ArrayList<>();
    private Initramfs initramfs;

    /**
     * The {@code initramfs} line, the only one without an equals sign.
     *
     * @param file its name on the card
     * @param place {@code followkernel} or an address
     */
    public record Initramfs(String file, String place) {}

    private ConfigTxt() {}

    /**
     * Reads the settings that hold for a model.
     *
     * @param model such as {@code pi4}
     * @throws IllegalArgumentException with the line number, if a line is neither a setting, a section nor a comment
     */
    public static ConfigTxt parse(String text, String model) {
        ConfigTxt config = new ConfigTxt();
        boolean counts = true;
        int number = 0;
        for (String raw : text.split("\n", -1)) {
            number++;
            String line = raw.strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (line.startsWith("[")) {
                if (!line.endsWith("]")) {
                    throw new IllegalArgumentException(
                            "config.txt:" + number + ": '" + line + "' found; ']' was expected at the section's end");
                }
                counts = holds(line.substring(1, line.length() - 1).toLowerCase(Locale.ROOT), model);
            } else if (counts) {
                config.setting(line, number);
            }
        }
        return config;
    }

    private static boolean holds(String filter, String model) {
        if (filter.equals("all")) {
            return true;
        }
        if (MODELS.contains(filter)) {
            return filter.equals(model);
        }
        return false;
    }

    private void setting(String line, int number) {
        int equals = line.indexOf('=');
        String[] words = line.split("\\s+", -1);
        if (words[0].equals("initramfs")) {
            if (words.length != 3) {
                throw new IllegalArgumentException("config.txt:" + number + ": '" + line
                        + "' found; 'initramfs FILE followkernel' or 'initramfs FILE 0xADDRESS' was expected");
            }
            initramfs = new Initramfs(words[1], words[2]);
        } else if (equals > 0) {
            String key = line.substring(0, equals).strip();
            String value = line.substring(equals + 1).strip();
            if (ADDING.contains(key)) {
                overlays.add(key + "=" + value);
            } else {
                values.put(key, value);
            }
        } else {
            throw new IllegalArgumentException(
                    "config.txt:" + number + ": '" + line + "' found; 'key=value' was expected");
        }
    }

    /** A key's value. */
    public Optional<String> value(String key) {
        return Optional.ofNullable(values.get(key));
    }

    /** Whether a key is set to 1. */
    public boolean isOn(String key) {
        return value(key).map("1"::equals).orElse(false);
    }

    /** A key's value as a number, decimal or with {@code 0x}. */
    public Optional<Long> number(String key) {
        return value(key).map(Long::decode);
    }

    /** The {@code initramfs} line. */
    public Optional<Initramfs> initramfs() {
        return Optional.ofNullable(initramfs);
    }

    /** Lines for overlays and their parameters, in order. */
    public List<String> overlays() {
        return List.copyOf(overlays);
    }
}
