package cortado.environ.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a system consists of: the content of {@code system.yaml}.
 *
 * @param name the system's name
 * @param drivers the drivers that may be bound, in order of preference; where two fit a node, the first is taken
 * @param run the servers and apps that are started, in this order
 * @param groups processes that start again together
 * @param linux the file, below {@code rootfs}, that says what the Linux guest's image is made from; only the build
 *     knows of it
 */
public record SystemSpec(
        String name, List<Entry> drivers, List<Entry> run, List<Group> groups, Optional<String> linux) {
    /** A system without groups and without a file for Linux. */
    public SystemSpec(String name, List<Entry> drivers, List<Entry> run) {
        this(name, drivers, run, List.of(), Optional.empty());
    }

    /** Copies the lists. */
    public SystemSpec {
        drivers = List.copyOf(drivers);
        run = List.copyOf(run);
        groups = List.copyOf(groups);
    }

    /**
     * Processes that start again together: when one fails, the others are ended.
     *
     * @param name for people
     * @param members names of specs; of a driver with several devices, all its processes
     */
    public record Group(String name, List<String> members) {
        /** Copies the list. */
        public Group {
            members = List.copyOf(members);
        }
    }

    /**
     * One process of the system.
     *
     * @param name of its spec
     * @param env parameters that replace or join the spec's own
     */
    public record Entry(String name, Map<String, String> env) {
        /** Copies the map. */
        public Entry {
            env = new LinkedHashMap<>(env);
        }
    }

    /** The entry for a driver, or nothing if the system leaves it out. */
    public Optional<Entry> driver(String driver) {
        return find(drivers, driver);
    }

    /** The entry for a server or app, or nothing if it is not started. */
    public Optional<Entry> started(String process) {
        return find(run, process);
    }

    private static Optional<Entry> find(List<Entry> entries, String name) {
        for (Entry entry : entries) {
            if (entry.name().equals(name)) {
                return Optional.of(entry);
            }
        }
        return Optional.empty();
    }
}
