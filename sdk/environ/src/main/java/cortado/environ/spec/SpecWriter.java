package cortado.environ.spec;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * Compiles specs into the form that travels in the boot bundle, which {@link SpecReader} reads back. Little-endian: the
 * four bytes {@code CSPC}, a version byte, a kind byte, then the record's components in order. A string is its length
 * in bytes (two bytes) and UTF-8; a list or map its count (two bytes) and its elements; what may be absent is preceded
 * by a byte 0 or 1.
 */
public final class SpecWriter {
    static final byte[] MAGIC = {'C', 'S', 'P', 'C'};
    static final int VERSION = 5;
    static final int PROCESS = 1;
    static final int SYSTEM = 2;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private SpecWriter(int kind) {
        bytes.writeBytes(MAGIC);
        bytes.write(VERSION);
        bytes.write(kind);
    }

    /** Compiles the spec of a driver, server or app. */
    public static byte[] compile(ProcessSpec spec) {
        SpecWriter writer = new SpecWriter(PROCESS);
        writer.string(spec.role().word());
        writer.string(spec.name());
        writer.string(spec.main());
        writer.string(spec.isolation().word());
        writer.strings(spec.provides());
        writer.strings(spec.uses().stream().map(Use::toString).toList());
        writer.bytes.write(spec.device().isPresent() ? 1 : 0);
        spec.device().ifPresent(writer::device);
        writer.map(spec.env());
        writer.resources(spec.resources());
        writer.bytes.write(spec.priority());
        writer.number(spec.restart().backoffMillis(), 8);
        writer.number(spec.restart().limit(), 4);
        writer.number(spec.restart().periodMillis(), 8);
        writer.bytes.write(spec.grants().hypervisor() ? 1 : 0);
        writer.strings(spec.grants().bundle());
        writer.number(spec.grants().keep(), 8);
        writer.number(spec.heartbeat().intervalMillis(), 8);
        writer.number(spec.heartbeat().misses(), 4);
        return writer.bytes.toByteArray();
    }

    /** Compiles a system's spec. */
    public static byte[] compile(SystemSpec spec) {
        SpecWriter writer = new SpecWriter(SYSTEM);
        writer.string(spec.name());
        writer.entries(spec.drivers());
        writer.entries(spec.run());
        writer.number(spec.groups().size(), 2);
        for (SystemSpec.Group group : spec.groups()) {
            writer.string(group.name());
            writer.strings(group.members());
        }
        return writer.bytes.toByteArray();
    }

    private void device(DeviceMatch device) {
        strings(device.compatible());
        bytes.write(device.identify().isPresent() ? 1 : 0);
        device.identify().ifPresent(identify -> {
            number(identify.block(), 4);
            number(identify.offset(), 4);
            number(identify.value(), 4);
        });
        bytes.write(device.leaf() ? 1 : 0);
    }

    private void resources(Resources resources) {
        number(resources.memory(), 8);
        number(resources.stack(), 8);
        number(resources.folios(), 8);
        number(resources.dma(), 8);
        number(resources.handles(), 4);
        number(resources.objects(), 4);
        number(resources.channels(), 4);
        number(resources.timers(), 4);
        number(resources.programs(), 4);
        number(resources.cpu(), 4);
    }

    private void entries(List<SystemSpec.Entry> entries) {
        number(entries.size(), 2);
        for (SystemSpec.Entry entry : entries) {
            string(entry.name());
            map(entry.env());
        }
    }

    private void map(Map<String, String> map) {
        number(map.size(), 2);
        for (Map.Entry<String, String> entry : map.entrySet()) {
            string(entry.getKey());
            string(entry.getValue());
        }
    }

    private void strings(List<String> strings) {
        number(strings.size(), 2);
        for (String string : strings) {
            string(string);
        }
    }

    private void string(String string) {
        byte[] utf8 = string.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > 0xffff) {
            throw new IllegalArgumentException("a text of " + utf8.length + " bytes in a spec; at most 65535 fit");
        }
        number(utf8.length, 2);
        bytes.writeBytes(utf8);
    }

    private void number(long value, int width) {
        for (int i = 0; i < width; i++) {
            bytes.write((int) (value >> (8 * i)));
        }
    }
}
