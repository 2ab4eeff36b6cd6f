package cortado.flash.pipeline;

import cortado.aot.AotRequest;
import cortado.aot.AotResult;
import cortado.aot.Profile;
import cortado.environ.check.ProjectSpecs;
import cortado.environ.spec.ProcessSpec;
import cortado.flash.archive.Entry;
import cortado.flash.archive.NewcWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Compiles every program of the system and packs them with their specs into the boot bundle. */
final class BundleBuild {
    /**
     * Packages that may use raw addresses: what gives the others their API, the programs that try out what happens when
     * one goes wrong, and the benchmark, which measures system calls without the API around them.
     */
    private static final String[] TRUSTED = {"cortado.abi", "cortado.api", "cortado.trials", "cortado.app.bench"};

    /** The one module that may hold classes of a package, where being in it opens doors. */
    private static final Map<String, String> OWNERS = Map.of(
            "cortado.abi", "cortado-api",
            "cortado.api", "cortado-api",
            "cortado.fdt", "cortado-api",
            "cortado.metal", "cortado-api",
            "cortado.platform", "cortado-api",
            "cortado.trials", "cortado-trials",
            "cortado.app.bench", "cortado-app-bench");

    private final ProjectSpecs specs;
    private final Modules modules;
    private final Progress progress;

    BundleBuild(ProjectSpecs specs, Modules modules, Progress progress) {
        this.specs = specs;
        this.modules = modules;
        this.progress = progress;
    }

    /** The bundle's bytes, with other entries at its end. */
    byte[] build(Path output, Path work, List<Entry> others) throws IOException, InterruptedException {
        Map<String, Future<AotResult>> results = new LinkedHashMap<>();
        int workers = Math.min(4, Runtime.getRuntime().availableProcessors());
        try (ExecutorService executor = Executors.newFixedThreadPool(workers)) {
            for (ProcessSpec spec : specs.processes().values()) {
                results.put(spec.name(), executor.submit(() -> compile(spec, output, work)));
            }
            List<Entry> entries = new ArrayList<>();
            specs.compiled().forEach((name, content) -> entries.add(Entry.of(name, content)));
            for (Map.Entry<String, Future<AotResult>> result : results.entrySet()) {
                Path elf = result.getValue().get().elf();
                entries.add(Entry.aligned("bin/" + result.getKey() + ".elf", Files.readAllBytes(elf)));
            }
            entries.addAll(others);
            return NewcWriter.write(entries);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        }
    }

    private AotResult compile(ProcessSpec spec, Path output, Path work) {
        Path module = Modules.around(specs.file(spec.name()).orElseThrow());
        AotRequest.Builder request = AotRequest.of(Profile.APP, spec.main())
                .classPath(modules.classPath(module).toArray(new Path[0]))
                .trust(TRUSTED);
        OWNERS.forEach((name, owner) -> request.own(modules.classesOf(owner), name));
        return Compilation.run(
                spec.name(),
                request.build(output.resolve("bin").resolve(spec.name() + ".elf"), work.resolve(spec.name())),
                progress);
    }
}
