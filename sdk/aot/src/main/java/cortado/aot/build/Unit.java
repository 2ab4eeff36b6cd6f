package cortado.aot.build;

import cortado.aot.Profile;
import cortado.aot.generate.JavaToC;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** All C of one image, as one compilation unit that includes the generated files and the runtime. */
public final class Unit {
    /** Headers of TeaVM's runtime that generated files include; ours is one header. */
    private static final List<String> FORWARDED = List.of(
            "core.h",
            "memory.h",
            "stack.h",
            "string.h",
            "exceptions.h",
            "references.h",
            "resource.h",
            "arrayclass.h",
            "stringhash.h",
            "log.h",
            "heaptrace.h",
            "fiber.h",
            "time.h",
            "definitions.h",
            "uchar.h",
            "date.h",
            "file.h",
            "virtcall.h",
            "heapdump.h");

    private static final Set<String> REPLACED = Set.of(
            "core.c",
            "date.c",
            "fiber.c",
            "file.c",
            "heapdump.c",
            "heaptrace.c",
            "log.c",
            "memory.c",
            "references.c",
            "resource.c",
            "special.c",
            "stack.c",
            "string.c",
            "stringhash.c",
            "time.c",
            "virtcall.c",
            "arrayclass.c",
            "reflection.c",
            "reflection_signatures.c",
            "proxy.c");

    private static final Pattern INITIALIZER = Pattern.compile("extern void (initclass_\\w+)\\(\\);");

    private final Map<String, String> files = new TreeMap<>();

    /** Joins what was generated with the runtime of a profile. */
    public Unit(Profile profile, JavaToC.Generated result, List<String> intrinsicHeaders) throws IOException {
        boolean kernel = profile == Profile.KERNEL;
        Map<String, String> generated = result.files();
        generated.forEach((name, text) -> {
            if (!FORWARDED.contains(name) && !REPLACED.contains(name) && !name.equals("callsites.json")) {
                files.put(name, text);
            }
        });
        // TeaVM's collector wants a mark in the header of literals; ours knows them by their address.
        files.computeIfPresent("strings.c", (name, text) -> text.replace("INT32_C(0x80000000)", "0"));
        if (kernel) {
            files.remove("callsites.c");
            Exceptions.panicInstead(files, result.symbols().classes());
            result.symbols().apart().forEach(this::keepApart);
        }
        for (String header : FORWARDED) {
            files.put(header, "#pragma once\n#include \"runtime.h\"\n");
        }
        List<String> runtime = new ArrayList<>(List.of("rt_classes.c"));
        if (kernel) {
            runtime.add("rt_kernel.c");
        } else {
            runtime.addAll(List.of(
                    "rt_space.c",
                    "rt_mark.c",
                    "rt_slide.c",
                    "rt_heap.c",
                    "rt_references.c",
                    "rt_throw.c",
                    "rt_copy.c",
                    "rt_traces.c",
                    "rt_math.c",
                    "rt_functions.c",
                    "rt_tables.c"));
            runtime.add(profile == Profile.APP ? "platform_app.c" : "platform_bare.c");
        }
        for (String name : List.of(
                "runtime.h",
                "rt_faults.h",
                "rt_arithmetic.h",
                "rt_floating.h",
                "rt_sites.h",
                "rt_heap.h",
                "rt_platform.h",
                "intrinsics.h")) {
            files.put(name, resource(name));
        }
        for (String name : runtime) {
            files.put(name, resource(name));
        }
        if (!kernel) {
            files.put("callsites.c", "#include \"rt_sites.h\"\n" + Sites.handlers(generated.get("callsites.c")));
        }
        Sites.Places places = Sites.places(generated.get("callsites.json"));
        files.put("sites.c", places.text());
        String wide = "#define CORTADO_WIDE_SITES " + (places.wide() ? 1 : 0) + "\n";
        files.put("unit.c", wide + unit(kernel, result, runtime, intrinsicHeaders));
    }

    private void keepApart(String symbol) {
        Pattern definition = Pattern.compile("(?m)^(\\w[\\w* ]* " + symbol + "\\(.*\\) \\{)$");
        files.replaceAll((name, text) -> definition.matcher(text).replaceAll("CORTADO_APART $1"));
    }

    /** Path and text of every file, to be written into one folder. */
    public Map<String, String> files() {
        return files;
    }

    private static String unit(
            boolean kernel, JavaToC.Generated result, List<String> runtime, List<String> intrinsicHeaders) {
        Map<String, String> generated = result.files();
        StringBuilder text = new StringBuilder();
        text.append("#define CORTADO_ARRAY_CLASSES ")
                .append(32 + occurrences(generated, "teavm_getArrayClass("))
                .append('\n');
        text.append("#define CORTADO_STATIC_ROOT_TABLES ")
                .append(1 + occurrences(generated, "teavm_registerStaticGcRoots("))
                .append('\n');
        text.append("#include \"runtime.h\"\n");
        for (String header : intrinsicHeaders) {
            text.append("#include \"").append(header).append("\"\n");
        }
        Set<String> initializers = new TreeSet<>();
        for (var file : generated.entrySet()) {
            if (file.getKey().endsWith(".c")
                    && !REPLACED.contains(file.getKey())
                    && !file.getKey().equals("all.c")
                    && !(kernel && file.getKey().equals("callsites.c"))) {
                text.append("#include \"").append(file.getKey()).append("\"\n");
            }
            if (file.getKey().endsWith(".h")) {
                var matcher = INITIALIZER.matcher(file.getValue());
                while (matcher.find()) {
                    initializers.add(matcher.group(1));
                }
            }
        }
        for (String name : runtime) {
            text.append("#include \"").append(name).append("\"\n");
        }
        text.append("#include \"sites.c\"\n");
        if (kernel) {
            text.append("__asm__(\".globl cortado_class_base\\n.set cortado_class_base, jl_Object_Cls\");\n");
            text.append("void cortado_initialize_classes(void) {\n");
            initializers.forEach(name -> text.append("    ").append(name).append("();\n"));
            text.append("}\n");
        } else {
            text.append("int32_t cortado_literal_count(void) {\n");
            text.append("    return sizeof teavm_stringPool / sizeof *teavm_stringPool;\n}\n");
            text.append("void* cortado_literal(int32_t index) { return teavm_stringPool[index]; }\n");
            text.append("const CortadoClassName cortado_class_names[] = {\n");
            result.symbols().classes().forEach((symbol, name) -> {
                if (generated.get("main.c").contains("(TeaVM_Class*) &" + symbol + ",")) {
                    text.append("{ &")
                            .append(symbol)
                            .append(", \"")
                            .append(name)
                            .append("\" },\n");
                }
            });
            text.append("{ 0 } };\n");
        }
        return text.toString();
    }

    private static int occurrences(Map<String, String> generated, String call) {
        int count = 0;
        for (String text : generated.values()) {
            for (int at = text.indexOf(call); at >= 0; at = text.indexOf(call, at + 1)) {
                count++;
            }
        }
        return count;
    }

    /** The text of a runtime file. */
    public static String resource(String name) throws IOException {
        try (InputStream stream = Unit.class.getResourceAsStream("/cortado/aot/runtime/" + name)) {
            if (stream == null) {
                throw new IOException("runtime file " + name + " is missing from the compiler");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
