package cortado.environ.spec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@link SpecWriter} compiled. Any other bytes give a {@link SpecFormatException} that says where they stop
 * making sense, and nothing else.
 */
public final class SpecReader {
    private final byte[] bytes;
    private int at;

    private SpecReader(byte[] bytes, int kind, String noun) throws SpecFormatException {
        this.bytes = bytes;
        for (byte expected : SpecWriter.MAGIC) {
            if (at >= bytes.length || bytes[at] != expected) {
                throw new SpecFormatException("not a compiled spec: it does not start with CSPC");
            }
            at++;
        }
        int version = bounded(1, 0xff, "version");
        if (version != SpecWriter.VERSION) {
            throw new SpecFormatException("a compiled spec of version " + version + ", but this system reads version "
                    + SpecWriter.VERSION + ": build the bundle anew");
        }
        if (bounded(1, 0xff, "kind") != kind) {
            throw new SpecFormatException("a compiled spec, but not of a " + noun);
        }
    }

    /** Reads the spec of a driver, server or app. */
    public static ProcessSpec process(byte[] bytes) throws SpecFormatException {
        SpecReader reader = new SpecReader(bytes, SpecWriter.PROCESS, "process");
        ProcessSpec spec = new ProcessSpec(
                reader.role(),
                reader.string(),
                reader.string(),
                reader.isolation(),
                reader.strings(),
                reader.uses(),
                reader.flag() ? Optional.of(reader.device()) : Optional.empty(),
                reader.map(),
                reader.resources(),
                reader.bounded(1, 31, "priority"),
                new Restart(
                        reader.size("backoff"), reader.bounded(4, Integer.MAX_VALUE, "limit"), reader.size("period")),
                new Grants(reader.flag(), reader.strings(), reader.size("keep")),
                new Pulse(reader.size("interval"), reader.bounded(4, Integer.MAX_VALUE, "misses")));
        reader.end();
        return spec;
    }

    /** Reads a system's spec. */
    public static SystemSpec system(byte[] bytes) throws SpecFormatException {
        SpecReader reader = new SpecReader(bytes, SpecWriter.SYSTEM, "system");
        SystemSpec spec =
                new SystemSpec(reader.string(), reader.entries(), reader.entries(), reader.groups(), Optional.empty());
        reader.end();
        return spec;
    }

    private void end() throws SpecFormatException {
        if (at != bytes.length) {
            throw new SpecFormatException("a compiled spec that ends at byte " + at + " of " + bytes.length);
        }
    }

    private Role role() throws SpecFormatException {
        String word = string();
        return Role.of(word)
                .orElseThrow(() -> new SpecFormatException("a compiled spec of the unknown role '" + word + "'"));
    }

    private Isolation isolation() throws SpecFormatException {
        String word = string();
        return Isolation.of(word)
                .orElseThrow(
                        () -> new SpecFormatException("a compiled spec with the unknown isolation '" + word + "'"));
    }

    private DeviceMatch device() throws SpecFormatException {
        List<String> compatible = strings();
        Optional<Identify> identify = flag() ? Optional.of(identify()) : Optional.empty();
        return new DeviceMatch(compatible, identify, flag());
    }

    private Identify identify() throws SpecFormatException {
        int block = bounded(4, 255, "identify.block");
        int offset = bounded(4, Integer.MAX_VALUE, "identify.offset");
        return new Identify(block, offset, (int) number(4));
    }

    private List<Use> uses() throws SpecFormatException {
        List<Use> uses = new ArrayList<>();
        for (String written : strings()) {
            uses.add(Use.of(written));
        }
        return uses;
    }

    private Resources resources() throws SpecFormatException {
        return new Resources(
                size("memory"),
                size("stack"),
                size("folios"),
                size("dma"),
                bounded(4, Integer.MAX_VALUE, "handles"),
                bounded(4, Integer.MAX_VALUE, "objects"),
                bounded(4, Integer.MAX_VALUE, "channels"),
                bounded(4, Integer.MAX_VALUE, "timers"),
                bounded(4, Integer.MAX_VALUE, "programs"),
                bounded(4, Integer.MAX_VALUE, "cpu"));
    }

    private List<SystemSpec.Entry> entries() throws SpecFormatException {
        int count = bounded(2, 0xffff, "count");
        List<SystemSpec.Entry> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(new SystemSpec.Entry(string(), map()));
        }
        return entries;
    }

    private List<SystemSpec.Group> groups() throws SpecFormatException {
        int count = bounded(2, 0xffff, "count");
        List<SystemSpec.Group> groups = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            groups.add(new SystemSpec.Group(string(), strings()));
        }
        return groups;
    }

    private Map<String, String> map() throws SpecFormatException {
        int count = bounded(2, 0xffff, "count");
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String key = string();
            map.put(key, string());
        }
        return map;
    }

    private List<String> strings() throws SpecFormatException {
        int count = bounded(2, 0xffff, "count");
        List<String> strings = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strings.add(string());
        }
        return strings;
    }

    private String string() throws SpecFormatException {
        int length = bounded(2, 0xffff, "length");
        need(length);
        String string = new String(bytes, at, length, StandardCharsets.UTF_8);
        at += length;
        return string;
    }

    private boolean flag() throws SpecFormatException {
        return bounded(1, 1, "flag") == 1;
    }

    private long size(String what) throws SpecFormatException {
        long value = number(8);
        if (value < 0) {
            throw new SpecFormatException("a compiled spec whose " + what + ", at byte " + (at - 8) + ", is negative");
        }
        return value;
    }

    private int bounded(int width, int greatest, String what) throws SpecFormatException {
        long value = number(width);
        if (value > greatest) {
            throw new SpecFormatException("a compiled spec whose " + what + ", at byte " + (at - width) + ", is "
                    + value + "; at most " + greatest + " was expected");
        }
        return (int) value;
    }

    private long number(int width) throws SpecFormatException {
        need(width);
        long value = 0;
        for (int i = 0; i < width; i++) {
            value |= (bytes[at + i] & 0xffL) << (8 * i);
        }
        at += width;
        return value;
    }

    private void need(int count) throws SpecFormatException {
        if (count > bytes.length - at) {
            throw new SpecFormatException("a compiled spec that is cut off: " + count + " bytes expected at byte " + at
                    + " of " + bytes.length);
        }
    }
}
