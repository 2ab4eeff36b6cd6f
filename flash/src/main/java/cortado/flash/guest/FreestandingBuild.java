package cortado.flash.guest;

import cortado.flash.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles programs for Linux on arm64 that need no library: the first processes of the guest and of the KVM host. */
final class FreestandingBuild {
    private static final List<String> COMPILER = List.of(
            "clang",
            "-target",
            "aarch64-linux-gnu",
            "-std=c11",
            "-Wall",
            "-Wextra",
            "-Werror",
            "-Os",
            "-ffreestanding",
            "-fno-stack-protector",
            "-fno-pic",
            "-mno-outline-atomics",
            "-nostdlib",
            "-static",
            "-fuse-ld=lld",
            "-Wl,--build-id=none,-z,noexecstack,-s");

    private FreestandingBuild() {}

    /** The C and assembly files of a folder, by name. */
    static List<Path> sources(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file ->
                            file.toString().endsWith(".c") || file.toString().endsWith(".S"))
                    .sorted()
                    .toList();
        }
    }

    /**
     * The program.
     *
     * @param name of the program, also in messages
     * @param sources files of one project, which the compiler sees by their names relative to the first one's folder
     * @param includes folders of headers beside the sources' own
     * @param work a folder that exists
     */
    static byte[] build(String name, List<Path> sources, List<Path> includes, Path work)
            throws IOException, InterruptedException {
        Path program = work.resolve(name);
        Path folder = sources.getFirst().toAbsolutePath().getParent();
        List<String> command = new ArrayList<>(COMPILER);
        command.add("-o");
        command.add(program.toAbsolutePath().toString());
        includes.forEach(include -> command.add("-I" + folder.relativize(include.toAbsolutePath())));
        sources.forEach(
                source -> command.add(folder.relativize(source.toAbsolutePath()).toString()));
        Process clang = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .start();
        clang.getOutputStream().close();
        String said = new String(clang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (clang.waitFor() != 0) {
            throw new CommandException("the program " + name + " cannot be compiled:\n" + said.strip());
        }
        return Files.readAllBytes(program);
    }
}
