package cortado.flash.run;

import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How to stop an emulated kernel at a line of its Java. */
public final class GdbRecipe {
    private static final String KERNEL = "kernel/src/main/java";
    private static final String FILE = "cortado/kernel/Kernel.java";
    private static final String METHOD = "public void systemCall(";

    private GdbRecipe() {}

    /**
     * The words of a gdb that stops at the first system call.
     *
     * @param target what gdb connects to, such as {@code :1234}
     * @param kernel the kernel with debug information
     */
    public static List<String> words(Project project, String target, Path kernel) throws IOException {
        return List.of(
                "gdb-multiarch",
                "-ex",
                "directory " + project.at(KERNEL) + ":" + project.at("arch/aarch64/src/main/java"),
                "-ex",
                "target remote " + target,
                "-ex",
                // The kernel's code is not in memory yet, so the CPU has to watch for the address.
                "hbreak Kernel.java:" + line(project),
                "-ex",
                "continue",
                kernel.toString());
    }

    /** The first line of the method that every system call goes through. */
    static int line(Project project) throws IOException {
        List<String> lines = Files.readAllLines(project.at(KERNEL).resolve(FILE));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(METHOD)) {
                return i + 2;
            }
        }
        throw new IOException(FILE + " has no '" + METHOD + "'");
    }
}
