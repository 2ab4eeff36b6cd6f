package cortado.environ.yaml;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.spec.SystemSpec;
import cortado.environ.text.Nearest;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Loads {@code system.yaml}. */
public final class SystemFile {
    private static final String SUPERVISOR = "supervisor";
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
            List<SystemSpec.Group> groups = groups(section, drivers, run);
            String linux = section.text("linux", "a file below rootfs, such as linux/guest.yaml", "");
            section.end();
            return new SystemSpec(name, drivers, run, groups, linux.isEmpty() ? Optional.empty() : Optional.of(linux));
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

    /** Mappings from a group's name to its members, which have to be processes of this system. */
    private static List<SystemSpec.Group> groups(
            Section section, List<SystemSpec.Entry> drivers, List<SystemSpec.Entry> run) {
        List<String> known = new ArrayList<>();
        drivers.forEach(entry -> known.add(entry.name()));
        run.forEach(entry -> known.add(entry.name()));
        List<SystemSpec.Group> groups = new ArrayList<>();
        section.section("groups", "a mapping of names to lists of processes", false)
                .ifPresent(all -> {
                    for (String name : all.names()) {
                        groups.add(new SystemSpec.Group(name, members(all, name, known)));
                    }
                });
        return groups;
    }

    private static List<String> members(Section groups, String group, List<String> known) {
        String expected = "a list of at least two processes that restart together";
        List<String> members = new ArrayList<>();
        List<Section.Item> items = groups.items(group, expected, true);
        for (Section.Item item : items) {
            String member = item.text(ENTRY).orElse("");
            if (member.isEmpty()) {
                continue;
            }
            if (member.equals(SUPERVISOR)) {
                item.wrong("the supervisor is in no group: the kernel starts it again, alone");
            } else if (!known.contains(member)) {
                item.wrong("no process '" + member + "' under 'drivers' or 'run'" + Nearest.suggestion(member, known));
            } else if (members.contains(member)) {
                item.wrong("'" + member + "' is listed twice");
            } else {
                members.add(member);
            }
        }
        if (items.size() == 1 && members.size() == 1) {
            groups.wrong(group, "only '" + members.getFirst() + "' found; " + expected + " was expected");
        }
        return members;
    }

    private static SystemSpec.Entry entry(Section section) {
        SystemSpec.Entry entry =
                new SystemSpec.Entry(section.text("name", "the name of a process"), ProcessFile.env(section));
        section.end();
        return entry;
    }
}
