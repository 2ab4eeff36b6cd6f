package cortado.environ.check;

import cortado.environ.guest.GuestSpec;
import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Role;
import cortado.environ.spec.SpecWriter;
import cortado.environ.spec.SystemSpec;
import cortado.environ.text.Nearest;
import cortado.environ.yaml.GuestFile;
import cortado.environ.yaml.ProcessFile;
import cortado.environ.yaml.SystemFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All specs of a project: {@code drivers/NAME/driver.yaml}, every {@code server.yaml} and {@code app.yaml} under
 * {@code rootfs}, and {@code rootfs/system.yaml}, held against each other.
 */
public final class ProjectSpecs {
    private static final int DEPTH = 4;

    private final Path root;
    private final Diagnostics diagnostics;
    private final Map<String, ProcessSpec> processes = new TreeMap<>();
    private final Map<String, Path> files = new TreeMap<>();
    private final Map<String, Position> positions = new LinkedHashMap<>();
    private Optional<SystemSpec> system = Optional.empty();
    private Optional<GuestSpec> guest = Optional.empty();

    private ProjectSpecs(Path root, Diagnostics diagnostics) {
        this.root = root.toAbsolutePath().normalize();
        this.diagnostics = diagnostics;
    }

    /** Loads the specs of the project in a folder. */
    public static ProjectSpecs load(Path root, Diagnostics diagnostics) throws IOException {
        ProjectSpecs specs = new ProjectSpecs(root, diagnostics);
        specs.loadAll(specs.root.resolve("drivers"), Role.DRIVER);
        specs.loadAll(specs.root.resolve("rootfs"), Role.SERVER);
        specs.loadAll(specs.root.resolve("rootfs"), Role.APP);
        Path system = specs.root.resolve("rootfs/system.yaml");
        if (Files.isRegularFile(system)) {
            specs.system = SystemFile.load(system, specs.shown(system), diagnostics, specs.positions);
            specs.system.ifPresent(specs::checkSystem);
            specs.guest = specs.system.flatMap(SystemSpec::linux).flatMap(specs::loadGuest);
        }
        return specs;
    }

    private String shown(Path file) {
        return root.relativize(file).toString();
    }

    private void loadAll(Path folder, Role role) throws IOException {
        if (!Files.isDirectory(folder)) {
            return;
        }
        List<Path> found;
        try (Stream<Path> walk = Files.walk(folder, DEPTH)) {
            found = walk.filter(file -> file.getFileName().toString().equals(role.fileName()))
                    .filter(file -> !shown(file).contains("target/"))
                    .filter(file -> !shown(file).contains("src/"))
                    .sorted()
                    .toList();
        }
        for (Path file : found) {
            ProcessFile.load(file, shown(file), role, diagnostics, positions).ifPresent(spec -> add(spec, file));
        }
    }

    private void add(ProcessSpec spec, Path file) {
        if (processes.containsKey(spec.name())) {
            diagnostics.error(
                    position(spec.name() + ".name", Position.of(shown(file))),
                    "name",
                    "'" + spec.name() + "' is also the name in " + shown(files.get(spec.name())));
            return;
        }
        processes.put(spec.name(), spec);
        files.put(spec.name(), file);
    }

    private void checkSystem(SystemSpec checked) {
        for (SystemSpec.Entry entry : checked.drivers()) {
            checkEntry(entry, "drivers", true);
        }
        for (SystemSpec.Entry entry : checked.run()) {
            checkEntry(entry, "run", false);
        }
    }

    private void checkEntry(SystemSpec.Entry entry, String key, boolean driver) {
        Position position = position("system." + entry.name(), Position.of("rootfs/system.yaml"));
        ProcessSpec spec = processes.get(entry.name());
        if (spec == null) {
            List<String> names = processes.values().stream()
                    .filter(other -> (other.role() == Role.DRIVER) == driver)
                    .map(ProcessSpec::name)
                    .toList();
            String noun = driver ? "driver" : "server or app";
            diagnostics.error(
                    position, key, "no " + noun + " '" + entry.name() + "'" + Nearest.suggestion(entry.name(), names));
        } else if ((spec.role() == Role.DRIVER) != driver) {
            diagnostics.error(
                    position,
                    key,
                    "'" + entry.name() + "' is " + spec.role().phrase() + "; it belongs under '"
                            + (driver ? "run" : "drivers") + "'");
        }
    }

    /** Where a key of a process's spec, {@code NAME.key}, or a system entry, {@code system.NAME}, stands. */
    public Position position(String key, Position otherwise) {
        return positions.getOrDefault(key, otherwise);
    }

    /** Every process, by name. */
    public Map<String, ProcessSpec> processes() {
        return new TreeMap<>(processes);
    }

    /** The file that describes a process. */
    public Optional<Path> file(String process) {
        return Optional.ofNullable(files.get(process));
    }

    /** What {@code rootfs/system.yaml} says, if there is one and it has no error. */
    public Optional<SystemSpec> system() {
        return system;
    }

    /** What the Linux guest's image is made from; nothing for a system without Linux, or if the file has an error. */
    public Optional<GuestSpec> guest() {
        return guest;
    }

    private Optional<GuestSpec> loadGuest(String linux) {
        Path file = root.resolve("rootfs").resolve(linux).normalize();
        return GuestFile.load(file, shown(file), diagnostics);
    }

    /** The system's drivers in order of preference, with the system's parameters; all of them where it names none. */
    public List<ProcessSpec> drivers() {
        List<ProcessSpec> drivers = new ArrayList<>();
        if (system.isEmpty()) {
            processes.values().stream()
                    .filter(spec -> spec.role() == Role.DRIVER)
                    .forEach(drivers::add);
            return drivers;
        }
        return entries(system.get().drivers());
    }

    /** The servers and apps that the system starts, with the system's parameters. */
    public List<ProcessSpec> started() {
        return system.isEmpty() ? List.of() : entries(system.get().run());
    }

    private List<ProcessSpec> entries(List<SystemSpec.Entry> entries) {
        List<ProcessSpec> specs = new ArrayList<>();
        for (SystemSpec.Entry entry : entries) {
            ProcessSpec spec = processes.get(entry.name());
            if (spec != null) {
                specs.add(spec.withEnv(entry.env()));
            }
        }
        return specs;
    }

    /** What the boot bundle holds of all this: {@code system} and {@code spec/NAME}, compiled. */
    public Map<String, byte[]> compiled() {
        Map<String, byte[]> entries = new TreeMap<>();
        system.ifPresent(spec -> entries.put("system", SpecWriter.compile(spec)));
        processes.forEach((name, spec) -> entries.put("spec/" + name, SpecWriter.compile(spec)));
        return entries;
    }
}
