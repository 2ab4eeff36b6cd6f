package cortado.app.tools;

import cortado.api.Environ;
import cortado.api.Program;
import cortado.api.StatusException;
import cortado.api.service.FileTree;
import cortado.api.service.Files;
import cortado.api.stream.ChannelOutput;
import java.util.List;

/** Runs the command that the first argument names, on files or on its input. */
public final class Tools {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private Tools() {}

    /** The command of that name, or null. */
    static Tool tool(String name) {
        return switch (name) {
            case "cat" -> new Cat();
            case "head" -> new Head();
            case "grep" -> new Grep();
            case "sort" -> new Sort();
            case "wc" -> new Count();
            default -> null;
        };
    }

    /** Runs it; results that nobody reads end it quietly. */
    public static void main(String[] unused) {
        Environ environ = Environ.current();
        Program program = new Program(environ);
        List<String> arguments = program.arguments();
        String name = arguments.isEmpty() ? "" : arguments.removeFirst();
        Tool tool = tool(name);
        if (tool == null) {
            program.complain("usage: tools cat|head|grep|sort|wc [ARGUMENT...]");
            Program.exit(MISUSED);
            return;
        }
        try {
            tool.options(arguments);
        } catch (Tool.Usage e) {
            program.complain(e.getMessage());
            Program.exit(MISUSED);
            return;
        }
        Program.exit(run(environ, program, name, tool, arguments));
    }

    private static int run(Environ environ, Program program, String name, Tool tool, List<String> paths) {
        ChannelOutput output = program.output().orElse(null);
        Tool.Results results = (bytes, from, length) -> {
            if (output != null) {
                write(output, bytes, from, length);
            }
        };
        int status = 0;
        if (paths.isEmpty()) {
            tool.read(Source.of(program.input()), results);
        }
        try (FileTree files = new FileTree(environ)) {
            for (String path : paths) {
                try (FileTree.OpenFile file = files.open(path, Files.READ)) {
                    tool.read(Source.of(file), results);
                } catch (StatusException e) {
                    program.complain(name + ": " + e.getMessage());
                    status = FAILED;
                }
            }
        }
        int end = tool.end(results);
        return status == 0 ? end : status;
    }

    private static void write(ChannelOutput output, byte[] bytes, int from, int length) {
        try {
            output.write(bytes, from, length);
        } catch (StatusException e) {
            Program.exit(FAILED);
        }
    }
}
