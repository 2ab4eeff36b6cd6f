package cortado.aot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole images: how they run, and what is in their files. */
class ImageTest {
    private static final String HELLO = """
            package demo;
            public class Main {
                record Pair(int a, String b) {}
                public static void main(String[] args) {
                    System.out.println("hello " + new Pair(7, "x"));
                    fail(args.length);
                }
                static void fail(int n) {
                    int[] three = new int[3];
                    three[n + 5] = 1;
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void anUncaughtExceptionEndsWithItsTrace() throws Exception {
        AotResult result = AotCompiler.compile(hello(Profile.BARE, "first"));
        Programs.Run run = Programs.run(result.elf());
        assertEquals("""
                hello Pair[a=7, b=x]
                Exception in thread "main" java.lang.ArrayIndexOutOfBoundsException: Index 5 out of bounds for length 3
                \tat demo.Main.fail(Main.java:10)
                \tat demo.Main.main(Main.java:6)
                """, run.output());
        assertEquals(1, run.status());
    }

    @Test
    void aLongTraceIsPrintedWithItsEndsAlone() throws Exception {
        Path classes = Programs.compile(folder, """
                package demo;
                public class Main {
                    static int down(int n) {
                        return n == 0 ? 0 : 1 + down(n + 1);
                    }
                    public static void main(String[] args) {
                        System.out.println(down(1));
                    }
                }
                """);
        List<String> lines = runBare(classes).output().lines().toList();
        assertEquals("Exception in thread \"main\" java.lang.StackOverflowError", lines.getFirst());
        assertEquals(Collections.nCopies(20, "\tat demo.Main.down(Main.java:4)"), lines.subList(1, 21));
        assertTrue(lines.get(21).matches("\t\\.\\.\\. \\d{4,} more"), lines.get(21));
        assertEquals(Collections.nCopies(9, "\tat demo.Main.down(Main.java:4)"), lines.subList(22, 31));
        assertEquals(List.of("\tat demo.Main.main(Main.java:7)"), lines.subList(31, lines.size()));
    }

    @Test
    void aMethodThatNoClassHasThrowsWithATrace() throws Exception {
        Path old = Programs.compile(folder, """
                package demo;
                public interface Shape {
                    int area();
                }
                """, """
                package demo;
                public class Square implements Shape {
                    public int area() {
                        return 4;
                    }
                }
                """);
        Path classes = Programs.compile(folder.resolve("new"), """
                package demo;
                public interface Shape {
                    int area();
                    int edges();
                }
                """, """
                package demo;
                public class Circle implements Shape {
                    public int area() {
                        return 3;
                    }
                    public int edges() {
                        return 0;
                    }
                }
                """, """
                package demo;
                public class Line extends Circle {
                    public int edges() {
                        return 1;
                    }
                }
                """, """
                package demo;
                public class Main {
                    public static void main(String[] args) throws Exception {
                        Shape[] shapes = {new Circle(), new Line(), (Shape) (Object) new Square()};
                        for (Shape shape : shapes) {
                            System.out.println(shape.area() + " " + shape.edges());
                        }
                    }
                }
                """, """
                package demo;
                public class Square {}
                """);
        Files.copy(
                old.resolve("demo/Square.class"),
                classes.resolve("demo/Square.class"),
                StandardCopyOption.REPLACE_EXISTING);
        Programs.Run run = runBare(classes);
        assertEquals("""
                3 0
                3 1
                Exception in thread "main" java.lang.AbstractMethodError: Receiver class demo.Square does not define or \
                inherit an implementation of the method that was called
                \tat demo.Main.main(Main.java:6)
                """, run.output());
        assertEquals(1, run.status());
    }

    private Programs.Run runBare(Path classes) throws Exception {
        return Programs.run(AotCompiler.compile(AotRequest.of(Profile.BARE, "demo.Main")
                        .classPath(classes)
                        .build(folder.resolve("run").resolve("image.elf"), folder.resolve("run-work")))
                .elf());
    }

    @Test
    void theSameInputGivesTheSameBytes() throws IOException, AotException {
        AotResult first = AotCompiler.compile(hello(Profile.APP, "first"));
        AotResult second = AotCompiler.compile(hello(Profile.APP, "second"));
        assertArrayEquals(Files.readAllBytes(first.elf()), Files.readAllBytes(second.elf()));
        String debug = Files.readString(first.debugElf(), StandardCharsets.ISO_8859_1);
        assertFalse(debug.contains(folder.toString()), "the debug information has an absolute path");
    }

    @Test
    void nothingIsDoneTwice() throws IOException, AotException {
        assertFalse(AotCompiler.compile(hello(Profile.APP, "first")).upToDate());
        assertTrue(AotCompiler.compile(hello(Profile.APP, "first")).upToDate());
    }

    @Test
    void noPageIsWritableAndExecutable() throws IOException, AotException {
        AotResult result = AotCompiler.compile(hello(Profile.APP, "first"));
        ByteBuffer elf = ByteBuffer.wrap(Files.readAllBytes(result.elf())).order(ByteOrder.LITTLE_ENDIAN);
        long lastPage = 0;
        for (int i = 0; i < elf.getShort(56); i++) {
            int header = (int) elf.getLong(32) + i * elf.getShort(54);
            if (elf.getInt(header) != 1) {
                continue;
            }
            assertTrue((elf.getInt(header + 4) & 3) != 3, "a segment is writable and executable");
            long address = elf.getLong(header + 16);
            assertEquals(0, address % 4096);
            assertEquals(0, elf.getLong(header + 8) % 4096, "a segment can be mapped from the file");
            assertTrue(address >= lastPage, "segments share no page");
            lastPage = address + elf.getLong(header + 40);
        }
        assertTrue(result.textBytes() < 100_000, () -> "text has " + result.textBytes() + " bytes");
    }

    private AotRequest hello(Profile profile, String name) throws IOException {
        Path classes = Programs.compile(folder, HELLO);
        return AotRequest.of(profile, "demo.Main")
                .classPath(classes)
                .build(folder.resolve(name).resolve("image.elf"), folder.resolve(name + "-work"));
    }
}
