package cortado.flash.pipeline;

import cortado.aot.AotRequest;
import cortado.aot.AotResult;
import cortado.aot.Profile;
import cortado.flash.command.CommandException;
import cortado.flash.image.RawImage;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/** Compiles the kernel as its architecture's {@code kernel.properties} says. */
final class KernelBuild {
    private final Project project;
    private final Path folder;
    private final Properties recipe = new Properties();

    /** A kernel for the architecture whose folder this is, such as {@code arch/aarch64}. */
    KernelBuild(Project project, String architecture) throws IOException {
        this.project = project;
        this.folder = project.at(architecture);
        Path file = folder.resolve("kernel.properties");
        try (Reader in = Files.newBufferedReader(file)) {
            recipe.load(in);
        }
    }

    /** Builds the ELF and the raw image beside it, and prints what was proven about it when it is new. */
    RawImage build(Path output, Path work, Progress progress) throws IOException {
        AotRequest request = request().build(output.resolve("kernel.elf"), work.resolve("kernel"));
        return image(Compilation.run("the kernel", request, progress), output, progress);
    }

    /** Builds one that counts its edges, for fuzzing; the same is proven about it. */
    RawImage buildCounting(Path output, Path work, Progress progress) throws IOException {
        AotRequest request = request()
                .source(files("coverage"))
                .define("CORTADO_COVERAGE", "1")
                .coverage()
                .build(output.resolve("kernel.elf"), work.resolve("kernel-coverage"));
        return image(Compilation.run("the kernel that counts its edges", request, progress), output, progress);
    }

    private AotRequest.Builder request() {
        List<Path> classPath = new ArrayList<>();
        for (String module : words("classes")) {
            classPath.add(Modules.classesOf(project.at(module)));
        }
        return AotRequest.of(Profile.KERNEL, required("main"))
                .classPath(classPath.toArray(new Path[0]))
                .trust(words("trust").toArray(new String[0]))
                .source(files("sources"))
                .include(files("include"))
                .intrinsics(words("intrinsics").toArray(new String[0]))
                .define("CORTADO_UNMAPPED", required("unmapped"))
                .linkerScript(folder.resolve(required("script")))
                .stackLimit(Integer.parseInt(required("stack")));
    }

    private RawImage image(AotResult result, Path output, Progress progress) throws IOException {
        if (!result.upToDate()) {
            result.proof().forEach(progress::line);
        }
        RawImage image = RawImage.fromElf(Files.readAllBytes(result.elf()), project.shown(result.elf()));
        WholeFile.write(output.resolve("Image"), image.bytes());
        return image;
    }

    private String required(String key) {
        String value = recipe.getProperty(key);
        if (value == null || value.isBlank()) {
            throw new CommandException(
                    project.shown(folder.resolve("kernel.properties")) + " has no value for '" + key + "'");
        }
        return value.strip();
    }

    private List<String> words(String key) {
        return List.of(required(key).split("\\s+", -1));
    }

    private Path[] files(String key) {
        return words(key).stream().map(folder::resolve).toArray(Path[]::new);
    }
}
