package cortado.flash.guest;

import cortado.flash.command.CommandException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Compiles the agent, which is the guest's first process: C without a library, for Linux on arm64. */
final class AgentBuild {
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

    private AgentBuild() {}

    /**
     * The program.
     *
     * @param sources the folder of its C files
     * @param work a folder that exists
     */
    static byte[] build(Path sources, Path work) throws IOException, InterruptedException {
        Path program = work.resolve("agent");
        List<String> command = new ArrayList<>(COMPILER);
        command.add("-o");
        command.add(program.toAbsolutePath().toString());
        try (Stream<Path> files = Files.list(sources)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".c"))
                    .sorted()
                    .forEach(command::add);
        }
        Process clang = new ProcessBuilder(command)
                .directory(sources.toFile())
                .redirectErrorStream(true)
                .start();
        clang.getOutputStream().close();
        String said = new String(clang.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (clang.waitFor() != 0) {
            throw new CommandException("the Linux guest's agent cannot be compiled:\n" + said.strip());
        }
        return Files.readAllBytes(program);
    }
}
