package cortado.environ.yaml;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.spec.DeviceMatch;
import cortado.environ.spec.Grants;
import cortado.environ.spec.Identify;
import cortado.environ.spec.Isolation;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Pulse;
import cortado.environ.spec.Resources;
import cortado.environ.spec.Restart;
import cortado.environ.spec.Role;
import cortado.environ.spec.Use;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Loads {@code driver.yaml}, {@code server.yaml} and {@code app.yaml}. */
public final class ProcessFile {
    private static final long PAGE = 4096;
    private static final long LEAST_HEAP = 64 << 10;
    private static final long MOST = 2L << 30;
    private static final long MOST_KEPT = 1 << 20;
    /** Letters of the longest name of a file in the bundle. */
    private static final int BUNDLE_NAME = 100;

    private static final String SIZE = "a whole number of 4K pages with K, M or G, such as 1M,";

    private final Section section;
    private final Role role;

    private ProcessFile(Section section, Role role) {
        this.section = section;
        this.role = role;
    }

    /**
     * Loads one file.
     *
     * @param shown the file's name in messages
     * @param positions receives where each key stands, under {@code NAME.key}, for what is found out later
     * @return nothing if the file has an error, which is among the diagnostics then
     */
    public static Optional<ProcessSpec> load(
            Path file, String shown, Role role, Diagnostics diagnostics, Map<String, Position> positions) {
        Diagnostics own = new Diagnostics();
        Optional<ProcessSpec> spec = YamlFile.open(file, shown, own).map(section -> {
            ProcessSpec read = new ProcessFile(section, role).read();
            for (String key : List.of("name", "main", "provides", "uses", "device", "isolation", "priority", "env")) {
                positions.put(read.name() + "." + key, section.position(key));
            }
            return read;
        });
        diagnostics.addAll(own);
        return own.hasErrors() ? Optional.empty() : spec;
    }

    private ProcessSpec read() {
        section.text("description", "a sentence", "");
        String name = section.text("name", Names.PROCESS);
        if (section.has("name") && !name.isEmpty() && !Names.isProcess(name)) {
            section.wrong("name", "'" + name + "' found; " + Names.PROCESS + " was expected");
        }
        String main = section.text("main", Names.CLASS);
        if (!main.isEmpty() && !Names.isClass(main)) {
            section.wrong("main", "'" + main + "' found; " + Names.CLASS + " was expected");
        }
        ProcessSpec spec = new ProcessSpec(
                role,
                name,
                main,
                isolation(),
                services("provides"),
                services("uses").stream().map(Use::of).toList(),
                device(),
                env(section),
                resources(),
                (int) section.number(
                        "priority", "a number from 1 to 31", Units::number, 1, 31, (long) ProcessSpec.DEFAULT_PRIORITY),
                restart(),
                new Grants(section.flag("hypervisor", false), bundle(), size("keep", 0, 0, MOST_KEPT)),
                heartbeat());
        section.end();
        return spec;
    }

    private Isolation isolation() {
        Map<String, Isolation> words = new LinkedHashMap<>();
        for (Isolation isolation : Isolation.values()) {
            words.put(isolation.word(), isolation);
        }
        Isolation isolation = section.choice("isolation", words, Isolation.USER);
        if (isolation != Isolation.USER) {
            section.wrong("isolation", "'" + isolation.word() + "' is not available in this version; 'user' is");
        }
        return isolation;
    }

    private List<String> services(String key) {
        List<String> services = new ArrayList<>();
        for (Section.Item item : section.items(key, "a list of service names", false)) {
            String service = item.text("the name of a service").orElse("");
            String bare = key.equals("uses") ? Use.of(service).service() : service;
            if (service.isEmpty()) {
                continue;
            }
            if (!Names.isProcess(bare)) {
                item.wrong("'" + service + "' found; " + Names.PROCESS + " was expected");
            } else if (services.contains(service)) {
                item.wrong("'" + service + "' is listed twice");
            } else {
                services.add(service);
            }
        }
        return services;
    }

    private List<String> bundle() {
        String expected = "the name of a file in the boot bundle, such as linux/Image,";
        List<String> names = new ArrayList<>();
        for (Section.Item item : section.items("bundle", "a list of files in the boot bundle", false)) {
            String name = item.text(expected).orElse("");
            if (name.isEmpty()) {
                continue;
            }
            if (name.startsWith("/") || name.contains("=") || name.length() > BUNDLE_NAME) {
                item.wrong("'" + name + "' found; " + expected + " was expected");
            } else if (names.contains(name)) {
                item.wrong("'" + name + "' is listed twice");
            } else {
                names.add(name);
            }
        }
        return names;
    }

    private Optional<DeviceMatch> device() {
        String expected = "a mapping with the compatible strings that it drives";
        if (role != Role.DRIVER) {
            if (section.section("device", expected, false).isPresent()) {
                section.wrong("device", "only a driver has a device, and this is " + role.phrase());
            }
            return Optional.empty();
        }
        return section.section("device", expected, true).map(device -> {
            List<String> compatible = device.texts("compatible", "a list such as [\"arm,pl011\"]", true);
            if (device.has("compatible") && compatible.isEmpty()) {
                device.wrong("compatible", "empty; a list such as [\"arm,pl011\"] was expected");
            }
            Optional<Identify> identify = device.section(
                            "identify", "a mapping with offset and value of a register", false)
                    .map(ProcessFile::identify);
            boolean leaf = device.flag("leaf", false);
            device.end();
            return new DeviceMatch(compatible, identify, leaf);
        });
    }

    private static Identify identify(Section section) {
        long block = section.number("reg", "an index into reg", Units::number, 0, 255, 0L);
        long offset = section.number(
                "offset", "the offset of a 32-bit register, a multiple of 4,", Units::number, 0, 0xff_ffff, null);
        if (offset % 4 != 0) {
            section.wrong("offset", "'" + offset + "' found; a multiple of 4 was expected");
        }
        long value = section.number("value", "a 32-bit number", Units::number, 0, 0xffff_ffffL, null);
        section.end();
        return new Identify((int) block, (int) offset, (int) value);
    }

    /** Reads the parameters of a section's {@code env}. */
    static Map<String, String> env(Section section) {
        Map<String, String> env = new LinkedHashMap<>();
        section.section("env", "a mapping of parameters to texts or numbers", false)
                .ifPresent(parameters -> {
                    for (String name : parameters.names()) {
                        if (!Names.isParameter(name)) {
                            parameters.wrong(
                                    name, "a parameter's name has lower-case letters, digits, '-', '_' and '.'");
                        } else if (isReserved(name)) {
                            parameters.wrong(
                                    name, "names that start with 'handle.', 'mmio.', 'device.' or 'bundle.' are taken");
                        } else {
                            env.put(name, parameters.text(name, "a text or number"));
                        }
                    }
                });
        return env;
    }

    private static boolean isReserved(String name) {
        return name.startsWith("handle.")
                || name.startsWith("mmio.")
                || name.startsWith("device.")
                || name.startsWith("bundle.");
    }

    private Resources resources() {
        Resources usual = Resources.DEFAULT;
        long memory = size("memory", LEAST_HEAP, usual.memory());
        long stack = size("stack", 2 * PAGE, usual.stack());
        long folios = size("folios", 0, usual.folios());
        long dma = size("dma", 0, usual.dma());
        if (dma > folios) {
            section.wrong("dma", "more than folios, which is " + folios / 1024 + "K and has to hold it");
        }
        int objects = count("objects", usual.objects());
        return new Resources(
                memory,
                stack,
                folios,
                dma,
                count("handles", usual.handles()),
                objects,
                part("channels", objects, usual.channels()),
                part("timers", objects, usual.timers()),
                (int) section.number(
                        "programs", "a number from 0 to 64", Units::number, 0, 64, (long) usual.programs()),
                cpu());
    }

    private int part(String key, int objects, int otherwise) {
        String expected = "a number from 0 to 4096";
        long count = section.number(key, expected, Units::number, 0, 4096, (long) Math.min(objects, otherwise));
        if (count > objects) {
            section.wrong(key, "more than objects, which is " + objects + " and has to hold them");
        }
        return (int) count;
    }

    private int cpu() {
        String expected = "a share of one CPU from 1% to 400%, such as 25%,";
        return 10 * (int) section.number("cpu", expected, Units::percent, 1, 400, 0L);
    }

    private long size(String key, long least, long otherwise) {
        return size(key, least, otherwise, MOST);
    }

    private long size(String key, long least, long otherwise, long most) {
        String expected = least > PAGE ? SIZE + " at least " + least / 1024 + "K," : SIZE;
        if (most < MOST) {
            expected += " at most " + most / 1024 + "K,";
        }
        long size = section.number(key, expected, Units::bytes, least, most, otherwise);
        if (size % PAGE != 0) {
            section.wrong(key, "'" + size + "' found; " + expected + " was expected");
        }
        return size;
    }

    private int count(String key, int otherwise) {
        return (int) section.number(key, "a number from 4 to 4096", Units::number, 4, 4096, (long) otherwise);
    }

    private Pulse heartbeat() {
        if (section.isText("heartbeat")) {
            return section.choice("heartbeat", Map.of("never", Pulse.NEVER), Pulse.NEVER);
        }
        return section.section("heartbeat", "'never' or a mapping with interval and misses", false)
                .map(pulse -> {
                    Pulse usual = Pulse.DEFAULT;
                    long interval = pulse.number(
                            "interval",
                            "a time from 10ms to 1h, such as 500ms,",
                            Units::millis,
                            10,
                            3_600_000,
                            usual.intervalMillis());
                    long misses = pulse.number(
                            "misses", "a number from 1 to 1000", Units::number, 1, 1000, (long) usual.misses());
                    pulse.end();
                    return new Pulse(interval, (int) misses);
                })
                .orElse(Pulse.DEFAULT);
    }

    private Restart restart() {
        if (section.isText("restart")) {
            return section.choice("restart", Map.of("never", Restart.NEVER), Restart.NEVER);
        }
        return section.section("restart", "'never' or a mapping with backoff and limit", false)
                .map(ProcessFile::restart)
                .orElse(Restart.DEFAULT);
    }

    private static Restart restart(Section section) {
        Restart usual = Restart.DEFAULT;
        long backoff = section.number(
                "backoff", "a time such as 50ms or 2s", Units::millis, 0, 3_600_000, usual.backoffMillis());
        String expected = "a number of restarts and a period, such as 10/min,";
        String text = section.text("limit", expected, "");
        int limit = usual.limit();
        long period = usual.periodMillis();
        if (!text.isEmpty()) {
            int slash = text.indexOf('/');
            OptionalLong count = Units.number(slash < 0 ? "" : text.substring(0, slash));
            OptionalLong millis = slash < 0 ? OptionalLong.empty() : Units.period(text.substring(slash + 1));
            if (count.isEmpty() || count.getAsLong() > 1_000_000 || millis.isEmpty()) {
                section.wrong("limit", "'" + text + "' found; " + expected + " was expected");
            } else {
                limit = (int) count.getAsLong();
                period = millis.getAsLong();
            }
        }
        section.end();
        return new Restart(backoff, limit, period);
    }
}
