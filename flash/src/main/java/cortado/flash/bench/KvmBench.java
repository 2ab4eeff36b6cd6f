package cortado.flash.bench;

import cortado.flash.run.GuestException;
import cortado.flash.run.GuestException.Reason;
import cortado.flash.run.QemuProcess;
import cortado.flash.run.Serial;
import cortado.flash.run.StreamSerial;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What virtual machines cost with Linux's KVM, measured beside Cortado: {@code rootfs/linux/kvm} boots in the same QEMU
 * and prints {@code bench NAME VALUE UNIT}, nanoseconds of its clock or bytes, under the names that Cortado's figures
 * have.
 */
public final class KvmBench {
    private static final Pattern LINE = Pattern.compile("bench (\\S+) (\\d+) (ns|bytes)");
    /** The last line of a whole measurement. */
    private static final String END = "bench-end";
    /** A guest whose kernel starts as Debian has it; Cortado's share of the name follows. */
    private static final String DEBIAN = "debian-";

    private static final String CORTADO = "linux-";
    private static final String FIRST_BYTE = "debian-spawn-to-first-byte";
    private static final String BYTES = "bytes";

    private KvmBench() {}

    /** Boots the host and returns what it prints until it turns itself off. */
    public static String run(List<String> words, Duration limit) throws GuestException, InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        try (QemuProcess qemu = QemuProcess.start(words, QemuProcess.Streams.PIPED)) {
            Process process = qemu.process();
            Serial serial = new StreamSerial(process.getInputStream(), process.getOutputStream(), bytes -> {});
            int next = serial.read(deadline);
            while (next >= 0) {
                output.write(next);
                next = serial.read(deadline);
            }
            String text = output.toString(StandardCharsets.UTF_8);
            if (next == Serial.LATE) {
                throw new GuestException(
                        Reason.TIMED_OUT,
                        "KVM's figures did not come within " + limit.toMinutes() + " minutes; so far:\n"
                                + text.strip());
            }
            return text;
        }
    }

    /**
     * The figures of a whole measurement, by name.
     *
     * @throws IllegalArgumentException if it ended early
     */
    public static Map<String, Long> figures(String output) {
        Map<String, Long> figures = new LinkedHashMap<>();
        output.lines().forEach(line -> {
            Matcher matcher = LINE.matcher(line.strip());
            if (matcher.matches()) {
                figures.put(matcher.group(1), Long.parseLong(matcher.group(2)));
            }
        });
        if (output.lines().noneMatch(line -> line.strip().equals(END))) {
            throw new IllegalArgumentException(
                    "the KVM host ended before it had measured everything; it said:\n" + output.strip());
        }
        return figures;
    }

    /**
     * Cortado's figures with KVM's beside them. A line more for each figure of a KVM guest whose kernel starts as
     * Debian has it: half of that is the aim for a command's first byte.
     *
     * @param counted KVM's, where a nanosecond is an instruction
     * @param clock KVM's on the clock
     */
    public static List<Figure> beside(List<Figure> cortado, Map<String, Long> counted, Map<String, Long> clock) {
        List<Figure> both = new ArrayList<>();
        for (Figure figure : cortado) {
            both.add(counted.containsKey(figure.name()) ? beside(figure, figure.name(), counted, clock) : figure);
            String debian = DEBIAN
                    + figure.name()
                            .substring(Math.min(CORTADO.length(), figure.name().length()));
            if (figure.name().startsWith(CORTADO) && counted.containsKey(debian)) {
                both.add(beside(asDebianHasIt(figure, debian, counted), debian, counted, clock));
            }
        }
        return both;
    }

    private static Figure asDebianHasIt(Figure figure, String name, Map<String, Long> counted) {
        return new Figure(
                name,
                figure.meaning() + "; KVM's kernel with Debian's settings",
                figure.value(),
                figure.unit(),
                name.equals(FIRST_BYTE) ? OptionalLong.of(counted.get(name) / 2) : OptionalLong.empty(),
                Optional.empty(),
                figure.nanoseconds(),
                Optional.empty());
    }

    private static Figure beside(Figure figure, String name, Map<String, Long> counted, Map<String, Long> clock) {
        Long time = figure.unit().equals(BYTES) ? null : clock.get(name);
        return figure.beside(
                new Figure.Kvm(counted.get(name), time == null ? OptionalLong.empty() : OptionalLong.of(time)));
    }
}
