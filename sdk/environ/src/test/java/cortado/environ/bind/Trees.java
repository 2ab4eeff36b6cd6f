package cortado.environ.bind;

import cortado.environ.report.Diagnostics;
import cortado.environ.source.DtsCompiler;
import cortado.environ.spec.DeviceMatch;
import cortado.environ.spec.Identify;
import cortado.environ.spec.Isolation;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Resources;
import cortado.environ.spec.Restart;
import cortado.environ.spec.Role;
import cortado.environ.spec.Use;
import cortado.environ.tree.DeviceTree;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Trees and specs for the tests. */
final class Trees {
    private Trees() {}

    static DeviceTree pi4Shape() throws IOException {
        return open(Path.of("src/test/resources/trees/pi4-shape.dts"));
    }

    static DeviceTree open(Path source) throws IOException {
        Diagnostics diagnostics = new Diagnostics();
        return new DtsCompiler(Path.of("../.."), diagnostics)
                .compile(source)
                .orElseThrow(() -> new AssertionError(diagnostics.all().toString()))
                .tree();
    }

    static ProcessSpec driver(String name, String service, String... compatible) {
        return spec(name, service, Optional.of(new DeviceMatch(List.of(compatible), Optional.empty())), List.of());
    }

    static ProcessSpec leaves(String name, String service, String... compatible) {
        DeviceMatch match = new DeviceMatch(List.of(compatible), Optional.empty(), true);
        return spec(name, service, Optional.of(match), List.of());
    }

    static ProcessSpec identified(String name, int value, String compatible) {
        Identify identify = new Identify(0, 8, value);
        return spec(name, name, Optional.of(new DeviceMatch(List.of(compatible), Optional.of(identify))), List.of());
    }

    static ProcessSpec user(String name, String... uses) {
        return spec(name, name + "-service", Optional.empty(), List.of(uses));
    }

    private static ProcessSpec spec(String name, String service, Optional<DeviceMatch> device, List<String> uses) {
        return new ProcessSpec(
                device.isPresent() ? Role.DRIVER : Role.APP,
                name,
                "test." + name,
                Isolation.USER,
                List.of(service),
                uses.stream().map(Use::of).toList(),
                device,
                Map.of(),
                Resources.DEFAULT,
                16,
                Restart.DEFAULT);
    }
}
