package cortado.server.supervisor;

import cortado.environ.spec.Isolation;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Resources;
import cortado.environ.spec.Restart;
import cortado.environ.spec.Role;
import cortado.environ.spec.SpecWriter;
import cortado.environ.spec.SystemSpec;
import cortado.environ.spec.Use;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A small system, compiled into a bundle and read back as the supervisor does it. */
final class SystemFixture {
    private final CpioText archive = new CpioText();
    private final List<SystemSpec.Entry> run = new ArrayList<>();
    private final List<SystemSpec.Group> groups = new ArrayList<>();

    static ProcessSpec spec(Role role, String name, List<String> provides, List<String> uses) {
        return new ProcessSpec(
                role,
                name,
                "cortado.test." + name,
                Isolation.USER,
                provides,
                uses.stream().map(Use::of).toList(),
                Optional.empty(),
                new LinkedHashMap<>(Map.of("color", "blue")),
                Resources.DEFAULT,
                16,
                Restart.DEFAULT);
    }

    SystemFixture with(ProcessSpec spec) {
        archive.add("spec/" + spec.name(), SpecWriter.compile(spec));
        return this;
    }

    SystemFixture running(ProcessSpec spec, Map<String, String> env) {
        run.add(new SystemSpec.Entry(spec.name(), env));
        return with(spec);
    }

    SystemFixture together(String name, String... members) {
        groups.add(new SystemSpec.Group(name, List.of(members)));
        return this;
    }

    SystemFixture running(ProcessSpec spec) {
        return running(spec, Map.of());
    }

    SystemFixture runningWithoutSpec(String name) {
        run.add(new SystemSpec.Entry(name, Map.of()));
        return this;
    }

    Bundle bundle() throws Archive.ArchiveException {
        archive.add("bin/shell.elf", ElfBytes.of(new int[] {6}, new long[] {4096}));
        archive.add("system", SpecWriter.compile(new SystemSpec("test", List.of(), run, groups, Optional.empty())));
        return Bundle.read(Archive.open(new RamOfBytes(archive.end())));
    }

    Roster roster() throws Archive.ArchiveException {
        return new Roster(bundle(), List.of());
    }
}
