package cortado.aot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.aot.refuse.ClosedNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An application gets into no trusted package, and its class files name none that is closed, however they do it. */
class ClosedPackagesTest {
    private static final String API = """
            package cortado.api;
            public final class Doors {
                public static int open(long address) {
                    return cortado.metal.Metal.load32(address);
                }
            }
            """;
    private static final String MAIN = """
            package demo;
            public class Main {
                public static void main(String[] args) {
                    System.out.println("harmless");
                }
            }
            """;

    @TempDir
    Path folder;

    private Path platform;
    private Path app;

    @BeforeEach
    void compilePlatformAndApp() throws IOException {
        platform = Programs.compile(folder, API);
        app = Programs.compileApart(folder, platform, "app", MAIN);
    }

    private AotRequest request(Path... more) {
        var request = AotRequest.of(Profile.BARE, "demo.Main")
                .classPath(app, platform)
                .classPath(more)
                .trust("cortado.api", "cortado.trials");
        request.own(platform, "cortado.api", "cortado.metal", "cortado.trials");
        return request.build(folder.resolve("image.elf"), folder.resolve("work"));
    }

    private void refused(AotRequest request, String... messages) {
        var refusal = assertThrows(AotException.class, () -> AotCompiler.compile(request));
        assertEquals(List.of(messages), refusal.diagnostics());
    }

    private static void named(Path classes, String... messages) throws IOException {
        assertEquals(List.of(messages), ClosedNames.problems(List.of(classes), List.of("cortado.api")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cortado.api", "cortado.metal", "cortado.api.mine", "cortado.trials"})
    void aClassThatDeclaresItselfTrustedIsRefused(String name) throws IOException {
        Path evil = Programs.compileApart(folder, platform, "evil", "package " + name + ";\npublic class Evil {}\n");
        refused(
                request(evil),
                name + ".Evil (in " + evil + "): the package " + name + " belongs to " + platform
                        + "; put the class into a package of your own");
    }

    @Test
    void aJarIsNamedToo() throws IOException {
        Path evil = Programs.compileApart(folder, platform, "evil", "package cortado.api;\npublic class Evil {}\n");
        Path jar = folder.resolve("evil.jar");
        try (var out = new JarOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("cortado/api/Evil.class"));
            out.write(Files.readAllBytes(evil.resolve("cortado/api/Evil.class")));
        }
        refused(
                request(jar),
                "cortado.api.Evil (in " + jar + "): the package cortado.api belongs to " + platform
                        + "; put the class into a package of your own");
    }

    @Test
    void aPackageOfTheLibraryIsRefused() throws IOException {
        Path evil = Programs.compileApart(folder, platform, "evil", "package org.teavm.mine;\npublic class Evil {}\n");
        refused(
                request(evil),
                "org.teavm.mine.Evil (in " + evil + "): the package org.teavm.mine belongs to the library"
                        + "; put the class into a package of your own");
    }

    @Test
    void aSplitPackageIsRefused() throws IOException {
        Path other = Programs.compileApart(folder, platform, "other", "package demo;\npublic class Other {}\n");
        refused(
                request(other),
                "demo.Other (in " + other + "): the package demo is in " + app
                        + " already; put the class into a package of your own");
    }

    @Test
    void aClassUnderAnotherNameIsRefused() throws IOException {
        Path file = Programs.compileApart(folder, platform, "other", "package other;\npublic class Other {}\n")
                .resolve("other/Other.class");
        Files.move(file, file.resolveSibling("Innocent.class"));
        Path other = folder.resolve("other");
        refused(
                request(other),
                "other/Innocent.class (in " + other + ") holds the class other.Other: a class's file has its name");
    }

    @Test
    void aCompilerSettingInAJarIsRefused() throws IOException {
        Path file = app.resolve("META-INF/teavm.properties");
        Files.createDirectories(file.getParent());
        Files.writeString(file, "mapPackageHierarchy|demo=cortado.api\n");
        refused(request(), "META-INF/teavm.properties (in " + app + ") configures the compiler: leave it out");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "static cortado.metal.Metal field;",
                "cortado.metal.Metal[][] array;",
                "static void never(cortado.metal.Metal parameter) {}",
                "static Object constant() { return cortado.metal.Metal.class; }",
                "static boolean tested(Object o) { return o instanceof cortado.metal.Metal; }",
                "java.util.List<cortado.metal.Metal> generic;",
                "static <T extends cortado.metal.Metal> void bound() {}",
                "static java.util.function.LongToIntFunction handle() { return cortado.metal.Metal::load32; }",
                "static java.util.function.Function<cortado.metal.Metal, String> type() { return m -> \"\"; }",
                "static int called() { return cortado.metal.Metal.load32(0); }"
            })
    void aClassFileThatNamesAClosedPackageIsRefusedEvenIfNothingCallsIt(String member) throws IOException {
        Path evil = Programs.compileApart(
                folder, platform, "evil", "package evil;\npublic class Evil {\n" + member + "\n}\n");
        named(
                evil,
                "evil.Evil (in " + evil + ") names cortado.metal.Metal: cortado.metal is closed to all but trusted"
                        + " modules; go through cortado.api");
    }

    @Test
    void anAnnotationIsANameToo() throws IOException {
        Path evil = Programs.compileApart(folder, platform, "evil", """
                package evil;
                public class Evil {
                    @cortado.metal.Intrinsic("secret")
                    static native void call();
                }
                """);
        refused(
                request(evil),
                "evil.Evil (in " + evil + ") names cortado.metal.Intrinsic: cortado.metal is closed to all but trusted"
                        + " modules; go through cortado.api");
    }

    @Test
    void aTextMaySayWhatItLikes() throws IOException {
        Path text = Programs.compileApart(folder, platform, "text", """
                package text;
                public class Text {
                    static String path() {
                        return "cortado/metal/Metal";
                    }
                }
                """);
        named(text);
    }
}
