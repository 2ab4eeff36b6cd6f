package cortado.aot;

import cortado.aot.build.Image;
import cortado.aot.build.Inputs;
import cortado.aot.build.Unit;
import cortado.aot.generate.ClassPath;
import cortado.aot.generate.Entries;
import cortado.aot.generate.JavaToC;
import cortado.aot.refuse.ClosedNames;
import cortado.aot.refuse.Packages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Turns class files into a freestanding AArch64 ELF. */
public final class AotCompiler {
    private AotCompiler() {}

    /**
     * Builds the image that is asked for, or does nothing if it is there already and no input has changed.
     *
     * @throws AotException with one diagnostic for each thing that is wrong
     */
    public static AotResult compile(AotRequest request) throws AotException {
        long start = System.nanoTime();
        try {
            String key = Inputs.hash(request);
            Path stamp = request.workDir().resolve("inputs.sha256");
            Image image = new Image(request);
            if (Files.exists(request.outputElf())
                    && Files.exists(image.debugElf())
                    && Files.exists(stamp)
                    && Files.readString(stamp).equals(key)) {
                return image.result(true, milliseconds(start));
            }
            refuse(Packages.problems(request.classPath(), request.owners()));
            Files.createDirectories(request.workDir());
            Files.deleteIfExists(stamp);
            boolean kernel = request.profile() == Profile.KERNEL;
            Entries entries = kernel ? Entries.scan(request.classPath()) : new Entries(List.of(), Map.of());
            JavaToC.Generated generated;
            try (var classPath = new ClassPath(request.classPath())) {
                generated = new JavaToC(
                                request.profile(),
                                classPath,
                                request.mainClass(),
                                entries.entries().stream()
                                        .map(Entries.Entry::method)
                                        .toList(),
                                request.trusted())
                        .generate();
            }
            if (!kernel) {
                refuse(ClosedNames.problems(request.classPath(), request.trusted()));
            }
            var unit = new Unit(request.profile(), generated, request.intrinsicHeaders());
            image.build(unit, generated.symbols().classes().keySet());
            if (kernel) {
                image.prove(unit, entries, generated.symbols());
            }
            Files.writeString(stamp, key);
            return image.result(false, milliseconds(start));
        } catch (IOException e) {
            throw new AotException("cannot build " + request.outputElf() + ": " + e);
        }
    }

    private static void refuse(List<String> problems) throws AotException {
        if (!problems.isEmpty()) {
            throw new AotException(problems);
        }
    }

    private static long milliseconds(long start) {
        return (System.nanoTime() - start) / 1_000_000;
    }
}
