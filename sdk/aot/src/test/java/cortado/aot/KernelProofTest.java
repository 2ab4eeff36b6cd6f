package cortado.aot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kernel profile's promises about allocation and stack, on kernels of a few lines. */
class KernelProofTest {
    @TempDir
    Path folder;

    @Test
    void aCleanKernelIsProven() throws IOException, AotException {
        AotResult result =
                compile("static int total; @Entry(\"enter\") static int enter(int n) { return total += n; }", 0);
        assertEquals(
                "no allocation reachable from 1 entry points", result.proof().get(0));
        assertTrue(
                result.proof().get(1).startsWith("longest stack path: "),
                () -> result.proof().get(1));
    }

    @Test
    void anAllocationIsShownWithItsCalls() throws IOException {
        assertEquals(
                List.of("allocation is reachable from entry enter: demo.Kernel.enter -> an allocation (Kernel.java:5)"),
                failure("""
                        static byte[] last;
                        @Entry("enter") static int enter(int n) {
                            last = new byte[n]; return 1; }
                        """, 0));
    }

    @Test
    void anAllocationBehindAnInterfaceIsFound() throws IOException {
        List<String> diagnostics = failure("""
                interface Shape { int area(int scale); }
                record Square(int side) implements Shape { public int area(int s) { return side * side * s; } }
                record Grid(int side) implements Shape { public int area(int s) { return new int[side * s].length; } }
                static Shape[] shapes = { new Square(2), new Grid(3) };
                @Entry("enter") static int enter(int n) { return shapes[n].area(n); }
                """, 0);
        assertEquals(1, diagnostics.size(), diagnostics::toString);
        assertTrue(
                diagnostics
                        .getFirst()
                        .contains("demo.Kernel$Grid.area (Kernel.java:7) -> an allocation (Kernel.java:5)"),
                diagnostics::toString);
    }

    @Test
    void allocationWhileBootingIsAllowed() throws IOException, AotException {
        AotResult result = compile("""
                static int[] table;
                @Entry(value = "start", boot = true) static void start() { table = new int[8]; }
                @Entry("enter") static int enter(int n) { return table[n]; }
                """, 0);
        assertEquals(
                "no allocation reachable from 1 entry points", result.proof().getFirst());
    }

    @Test
    void throwingIsNoAllocation() throws IOException, AotException {
        AotResult result = compile("""
                @Entry("enter") static int enter(int n) {
                    if (n < 0) throw new IllegalArgumentException("n is " + n);
                    return n; }
                """, 0);
        assertEquals(
                "no allocation reachable from 1 entry points", result.proof().getFirst());
    }

    @Test
    void recursionIsRefused() throws IOException {
        List<String> diagnostics = failure(RECURSIVE.formatted(""), 0);
        assertEquals(List.of("unbounded recursion: demo.Kernel.down (Kernel.java:7) -> demo.Kernel.down"), diagnostics);
    }

    @Test
    void boundedRecursionCountsAsOftenAsItNests() throws IOException, AotException {
        AotResult result = compile(RECURSIVE.formatted("@cortado.metal.Recursion(limit = 5)"), 0);
        long bytes = Long.parseLong(result.proof().get(1).replaceFirst("longest stack path: (\\d+) .*", "$1"));
        assertTrue(bytes >= 5 * 16, () -> result.proof().get(1));
    }

    @Test
    void aStackLimitHolds() throws IOException {
        List<String> diagnostics = failure(RECURSIVE.formatted("@cortado.metal.Recursion(limit = 500)"), 1000);
        assertTrue(
                diagnostics.getFirst().matches("entry enter may need \\d+ bytes of stack, 1000 are allowed: .*"),
                diagnostics::toString);
    }

    private static final String RECURSIVE = """
            static int[] values;
            @Entry("enter") static int enter(int n) { return down(n) + 1; }
            %s
            static int down(int n) {
                return n == 0 ? 0 : values[n] ^ 3 * down(values[n] - 1) + down(n - 1); }
            """;

    private List<String> failure(String members, int stackLimit) {
        return assertThrows(AotException.class, () -> compile(members, stackLimit))
                .diagnostics();
    }

    private AotResult compile(String members, int stackLimit) throws IOException, AotException {
        Path classes = Programs.compile(
                folder, "package demo; import cortado.metal.Entry;\npublic class Kernel {\n" + members + "}\n");
        Path boot = folder.resolve("boot.S");
        Files.writeString(boot, """
                .globl _start, cortado_kernel_panic
                _start: bl cortado_rt_init
                        bl enter
                cortado_kernel_panic: b cortado_kernel_panic
                .pushsection .data
                .weak start
                .quad start
                .popsection
                """);
        return AotCompiler.compile(AotRequest.of(Profile.KERNEL, "demo.Kernel")
                .classPath(classes)
                .trust("demo")
                .source(boot)
                .stackLimit(stackLimit)
                .build(folder.resolve("kernel.elf"), folder.resolve("work")));
    }
}
