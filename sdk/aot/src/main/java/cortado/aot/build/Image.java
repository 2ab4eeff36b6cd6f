package cortado.aot.build;

import cortado.aot.AotException;
import cortado.aot.AotRequest;
import cortado.aot.AotResult;
import cortado.aot.Profile;
import cortado.aot.generate.Entries;
import cortado.aot.generate.JavaToC;
import cortado.aot.proof.KernelProof;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.teavm.model.MethodReference;

/** Compiles and links one image. */
public final class Image {
    private final AotRequest request;
    private final Path folder;
    private final Path debugElf;

    public Image(AotRequest request) {
        this.request = request;
        this.folder = request.workDir().toAbsolutePath().resolve("c");
        Path elf = request.outputElf();
        this.debugElf = elf.resolveSibling(elf.getFileName() + ".debug");
    }

    /** The image with symbols and line tables. */
    public Path debugElf() {
        return debugElf;
    }

    /** Compiles the unit, the extra sources and the C library, and links them. */
    public void build(Unit unit, Set<String> classes) throws IOException, AotException {
        deleteTree(folder);
        for (Map.Entry<String, String> file : unit.files().entrySet()) {
            write(file.getKey(), file.getValue());
        }
        for (String name : List.of("string.h", "stdlib.h", "math.h", "string.c")) {
            write("libc/" + name, Unit.resource("libc/" + name));
        }
        copyIncludes();
        List<String> objects = new ArrayList<>();
        objects.add(compileUnit(unit));
        objects.add(compile("libc/string.c", "string.o", List.of("-O2", "-fno-builtin")));
        for (String assembly : assembly()) {
            write(assembly, Unit.resource(assembly));
            objects.add(compile(assembly, assembly + ".o", List.of()));
        }
        int number = 0;
        for (Path source : request.extraSources()) {
            String name = "extra" + number++ + "_" + source.getFileName();
            Files.copy(source, folder.resolve(name));
            objects.add(compile(name, name + ".o", List.of("-O2")));
        }
        Path script = request.linkerScript();
        write("image.ld", script == null ? Unit.resource(scriptName()) : Files.readString(script));
        link(objects, classes);
    }

    /** Brings the request's headers into the folder, so that no absolute path decides or reaches what is made. */
    private void copyIncludes() throws IOException {
        int number = 0;
        for (Path dir : request.includeDirs()) {
            Path copy = folder.resolve("include" + number++);
            try (var files = Files.walk(dir)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Path target = copy.resolve(dir.relativize(file).toString());
                    Files.createDirectories(target.getParent());
                    Files.copy(file, target);
                }
            }
        }
    }

    private List<String> assembly() {
        return switch (request.profile()) {
            case KERNEL -> List.of();
            case APP -> List.of("start_app.S", "frames.S");
            case BARE -> List.of("start_bare.S", "frames.S");
        };
    }

    private String scriptName() {
        return request.profile() == Profile.BARE ? "bare.ld" : "app.ld";
    }

    /** The program itself, which takes clang the most time: taken from the cache where it is known. */
    private String compileUnit(Unit unit) throws IOException, AotException {
        String object = "unit.o";
        // A kernel's time goes into short ways through many small methods; what must stay apart says so itself.
        List<String> options = new ArrayList<>(
                request.profile() == Profile.KERNEL
                        ? List.of("-O2", "-mllvm", "-inline-threshold=1200")
                        : List.of("-O2"));
        if (request.coverage()) {
            options.add("-fsanitize-coverage=edge,inline-8bit-counters");
        }
        List<String> portable = command("unit.c", object, options).stream()
                .filter(word -> !word.startsWith("-ffile-prefix-map="))
                .toList();
        ObjectCache cache = ObjectCache.ofUser();
        String key = ObjectCache.key(
                portable, Toolchain.run(folder, List.of("clang", "--version")), unit.files(), request.includeDirs());
        if (!cache.fetch(key, folder.resolve(object))) {
            compile("unit.c", object, options);
            cache.keep(key, folder.resolve(object));
        }
        return object;
    }

    private String compile(String source, String object, List<String> options) throws AotException {
        Toolchain.run(folder, command(source, object, options));
        return object;
    }

    private List<String> command(String source, String object, List<String> options) {
        List<String> command = new ArrayList<>(List.of(
                "clang",
                "-target",
                "aarch64-none-elf",
                "-march=armv8-a",
                "-mcmodel=small",
                "-mfix-cortex-a53-835769",
                "-ffreestanding",
                "-nostdlibinc",
                "-fwrapv",
                "-fno-strict-aliasing",
                "-ffunction-sections",
                "-fdata-sections",
                "-fno-pic",
                "-fno-stack-protector",
                "-fno-asynchronous-unwind-tables",
                "-fno-common",
                "-std=gnu11",
                "-g",
                "-fdebug-compilation-dir=.",
                "-ffile-prefix-map=" + folder + "=.",
                "-Wno-everything",
                "-Werror=implicit-function-declaration",
                "-I",
                "libc"));
        if (request.profile() == Profile.KERNEL) {
            command.addAll(List.of(
                    "-DCORTADO_KERNEL=1",
                    "-mgeneral-regs-only",
                    "-fno-omit-frame-pointer",
                    "-fno-jump-tables",
                    "-fno-delete-null-pointer-checks"));
        } else {
            command.addAll(List.of("-DCORTADO_KERNEL=0", "-fno-math-errno", "-ffp-contract=off"));
        }
        if (request.profile() == Profile.BARE) {
            command.addAll(List.of("-DCORTADO_BARE_HEAP=0x800000", "-DCORTADO_BARE_STACK=0x100000"));
        }
        request.defines().forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (!source.startsWith("libc/")) {
            command.addAll(List.of("-I", "."));
        }
        for (int i = 0; i < request.includeDirs().size(); i++) {
            String name = "include" + i;
            command.addAll(List.of("-I", name));
        }
        command.addAll(options);
        command.addAll(List.of("-c", source, "-o", object));
        return command;
    }

    private void link(List<String> objects, Set<String> classes) throws AotException, IOException {
        List<String> command = new ArrayList<>(List.of(
                "ld.lld",
                "-static",
                "-nostdlib",
                "--gc-sections",
                "--fix-cortex-a53-843419",
                "--build-id=none",
                "-z",
                "max-page-size=4096",
                "-T",
                "image.ld",
                "-o",
                "image.debug.elf"));
        boolean kernel = request.profile() == Profile.KERNEL;
        if (!kernel) {
            command.addAll(List.of("-u", MethodTables.ABSENT, "-u", MethodTables.HEAD));
        }
        command.addAll(objects);
        Toolchain.run(folder, command);
        if (!kernel) {
            MethodTables.fill(folder.resolve("image.debug.elf"), classes);
        }
        Toolchain.run(folder, List.of("llvm-strip", "--strip-all", "-o", "image.elf", "image.debug.elf"));
        Files.createDirectories(request.outputElf().toAbsolutePath().getParent());
        Files.copy(folder.resolve("image.debug.elf"), debugElf, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        Files.copy(folder.resolve("image.elf"), request.outputElf(), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    /** Proves the kernel's promises about allocation and stack; throws if one is broken. */
    public void prove(Unit unit, Entries entries, JavaToC.Symbols symbols) throws AotException, IOException {
        Map<String, Integer> limits = new HashMap<>();
        // Its call through a pointer never meets another array class: see rt_classes.c.
        limits.put("teavm_isSupertypeOfArray", 1);
        symbols.methods().forEach((symbol, method) -> {
            if (entries.recursionLimits().containsKey(method)) {
                limits.put(symbol, entries.recursionLimits().get(method));
            }
        });
        Map<String, String> javaNames = new HashMap<>();
        symbols.methods().forEach((symbol, method) -> javaNames.put(symbol, javaName(method)));
        entries.entries().forEach(entry -> javaNames.put(entry.symbol(), javaName(entry.method())));
        var proof = new KernelProof(
                Toolchain.run(folder, List.of("llvm-objdump", "-d", "--no-show-raw-insn", "image.debug.elf")),
                unit.files().values(),
                limits,
                symbol -> javaNames.getOrDefault(symbol, symbol),
                this::place);
        List<String> proven = proof.check(
                entries.entries().stream()
                        .filter(entry -> !entry.boot())
                        .map(Entries.Entry::symbol)
                        .toList(),
                request.stackLimit());
        Files.write(proofFile(), proven);
    }

    private static String javaName(MethodReference method) {
        return method.getClassName() + "." + method.getName();
    }

    private Path proofFile() {
        return request.workDir().resolve("proof.txt");
    }

    /** The source line of an address. */
    private String place(long address) {
        try {
            String found = Toolchain.run(
                    folder,
                    List.of(
                            "llvm-symbolizer",
                            "-e",
                            "image.debug.elf",
                            "--no-inlines",
                            "--basenames",
                            "0x" + Long.toHexString(address)));
            String[] lines = found.split("\n", -1);
            return lines.length < 2 ? "?" : lines[1].replaceFirst(":\\d+$", "");
        } catch (AotException e) {
            return "at 0x" + Long.toHexString(address);
        }
    }

    /** Describes the image that is there. */
    public AotResult result(boolean upToDate, long milliseconds) throws IOException {
        // ELF64: e_phoff at 32, e_phentsize at 54, e_phnum at 56; p_flags at 4, p_filesz at 32, p_memsz at 40.
        ByteBuffer elf =
                ByteBuffer.wrap(Files.readAllBytes(request.outputElf())).order(ByteOrder.LITTLE_ENDIAN);
        List<String> proof = request.profile() == Profile.KERNEL ? Files.readAllLines(proofFile()) : List.of();
        long text = 0;
        long data = 0;
        for (int i = 0; i < elf.getShort(56); i++) {
            int header = (int) elf.getLong(32) + i * elf.getShort(54);
            if (elf.getInt(header) == 1) {
                if ((elf.getInt(header + 4) & 2) == 0) {
                    text += elf.getLong(header + 40);
                } else {
                    data += elf.getLong(header + 40);
                }
            }
        }
        return new AotResult(request.outputElf(), debugElf, upToDate, proof, text, data, milliseconds);
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static void deleteTree(Path root) throws IOException {
        if (!Files.exists(root)) {
            return;
        }
        try (var tree = Files.walk(root)) {
            for (Path file : tree.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
