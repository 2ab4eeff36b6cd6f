package cortado.environ.source;

import cortado.environ.report.Diagnostics;
import cortado.environ.report.Position;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.TreeFormatException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Compiles device-tree sources with dtc, which has to be installed. Includes are looked for beside the including file
 * and in the project's {@code dts} folder. A source with {@code #include}, {@code #define} or {@code #if} goes through
 * clang's preprocessor first, as Linux's do; columns are then those of the line as the preprocessor leaves it.
 */
public final class DtsCompiler {
    private final Path root;
    private final Diagnostics diagnostics;

    /** Compiles for the project in a folder. */
    public DtsCompiler(Path root, Diagnostics diagnostics) {
        this.root = root.toAbsolutePath().normalize();
        this.diagnostics = diagnostics;
    }

    /** A file's name in messages: relative to the project where it lies inside. */
    public String shown(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(root) ? root.relativize(absolute).toString() : absolute.toString();
    }

    /** The tree of a source, or nothing and diagnostics. */
    public Optional<CompiledTree> compile(Path source) throws IOException {
        String file = shown(source);
        if (!Files.isRegularFile(source)) {
            diagnostics.error(Position.of(file), "", "no such file");
            return Optional.empty();
        }
        Diagnostics before = new Diagnostics();
        Includes includes = new Includes(List.of(root.resolve("dts")), this::shown, before);
        includes.follow(source);
        diagnostics.addAll(before);
        if (before.hasErrors()) {
            return Optional.empty();
        }
        DtcMessages messages = new DtcMessages(root, includes.labels(), diagnostics);
        byte[] text = Files.readAllBytes(source);
        String input = file;
        if (includes.needsPreprocessor()) {
            Tool.Answer answer = preprocess(source, file);
            if (answer.status() != 0) {
                messages.report(answer.messages(), file);
                return Optional.empty();
            }
            text = answer.output();
            input = "-";
        }
        Tool.Answer blob = dtc(source, input, text, List.of("-O", "dtb", "-b", "0"));
        if (blob.status() != 0) {
            messages.report(blob.messages(), file);
            return Optional.empty();
        }
        Tool.Answer annotated = dtc(source, input, text, List.of("-O", "dts", "-T", "-T"));
        SourceMap positions = SourceMap.parse(root, file, new String(annotated.output(), StandardCharsets.UTF_8));
        return read(blob.output(), positions, file);
    }

    /** The tree of a blob that somebody else compiled. */
    public Optional<CompiledTree> open(Path blob) throws IOException {
        String file = shown(blob);
        if (!Files.isRegularFile(blob)) {
            diagnostics.error(Position.of(file), "", "no such file");
            return Optional.empty();
        }
        return read(Files.readAllBytes(blob), SourceMap.none(file), file);
    }

    private Optional<CompiledTree> read(byte[] blob, SourceMap positions, String file) {
        try {
            return Optional.of(new CompiledTree(new DeviceTree(blob), positions));
        } catch (TreeFormatException e) {
            diagnostics.error(Position.of(file), "", e.getMessage());
            return Optional.empty();
        }
    }

    private Tool.Answer dtc(Path source, String input, byte[] text, List<String> output) throws IOException {
        List<String> command = new ArrayList<>(List.of("dtc", "-q", "-I", "dts", "-i", "dts"));
        command.addAll(List.of("-i", source.toAbsolutePath().getParent().toString()));
        command.addAll(output);
        command.add(input);
        return run(input.equals("-") ? text : new byte[0], command, "device-tree-compiler");
    }

    private Tool.Answer preprocess(Path source, String file) throws IOException {
        Path folder = source.toAbsolutePath().getParent();
        List<String> command = List.of(
                "clang",
                "-E",
                "-nostdinc",
                "-undef",
                "-D__DTS__",
                "-x",
                "assembler-with-cpp",
                "-I",
                "dts",
                "-I",
                folder.toString(),
                file);
        return run(new byte[0], command, "clang");
    }

    private Tool.Answer run(byte[] input, List<String> command, String debianPackage) throws IOException {
        try {
            return Tool.run(root, input, command);
        } catch (IOException e) {
            throw new IOException(
                    "cannot run " + command.get(0) + ": install it, with 'apt-get install " + debianPackage + "'", e);
        }
    }
}
