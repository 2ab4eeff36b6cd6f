package cortado.environ.yaml;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.spec.SystemSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads {@code system.yaml}. */
public final class SystemFile {
    private static final String ENTRY = "a name, or a mapping with name and env,";

    private SystemFile() {}

    /**
     * Loads one file.
     *
     * @param shown the file's name in messages
     * @param positions receives where each process is named, under {@code system.NAME}
     * @return nothing if the file has an error, which is among the diagnostics then
     */
    public static Optional<SystemSpec> load(
            Path file, String shown, Diagnostics diagnostics, Map<String, Position> positions) {
        Diagnostics own = new Diagnostics();
        Optional<SystemSpec> spec = YamlFile.open(file, shown, own).map(section -> {
            section.text("description", "a sentence", "");
            String name = section.text("name", Names.PROCESS);
            List<SystemSpec.Entry> drivers = entries(section, "drivers", positions);
            List<SystemSpec.Entry> run = entries(section, "run", positions);
            String linux = section.text("linux", "a file below rootfs, such as linux/guest.yaml", "");
            section.end();
            return new SystemSpec(name, drivers, run, linux.isEmpty() ? Optional.empty() : Optional.of(linux));
        });
        diagnostics.addAll(own);
        return own.hasErrors() ? Optional.empty() : spec;
    }

    private static List<SystemSpec.Entry> entries(Section section, String key, Map<String, Position> positions) {
        List<SystemSpec.Entry> entries = new ArrayList<>();
        for (Section.Item item : section.items(key, "a list of processes", true)) {
            Optional<SystemSpec.Entry> entry = item.isText()
                    ? item.text(ENTRY).map(name -> new SystemSpec.Entry(name, Map.of()))
                    : item.section(ENTRY).map(SystemFile::entry);
            if (entry.isPresent()) {
                String name = entry.get().name();
                if (entries.stream().anyMatch(other -> other.name().equals(name))) {
                    item.wrong("'" + name + "' is listed twice");
                }
                positions.put("system." + name, item.place());
                entries.add(entry.get());
            }
        }
        return entries;
    }

    private static SystemSpec.Entry entry(Section section) {
        SystemSpec.Entry entry =
                new SystemSpec.Entry(section.text("name", "the name of a process"), ProcessFile.env(section));
        section.end();
        return entry;
    }
}
