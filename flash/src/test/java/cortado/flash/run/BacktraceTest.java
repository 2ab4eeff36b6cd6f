package cortado.flash.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktraceTest {
    /** One instruction a line: a function of a method, with lines of the Java source, and one of the runtime. */
    private static final String PROGRAM = """
            #line 10 "kernel/Pool.java"
            void meth_ck_Pool_take(void) {
            #line 17
                __asm__ volatile("nop");
            #line 18
                __asm__ volatile("nop");
            }
            #line 3 "runtime.c"
            void user_copy(void) { __asm__ volatile("nop"); }
            """;

    @TempDir
    Path folder;

    private Path kernel;

    @BeforeEach
    void compile() throws Exception {
        Path source = Files.writeString(folder.resolve("kernel.c"), PROGRAM);
        kernel = folder.resolve("kernel.elf");
        tool("clang", "-target", "aarch64-none-elf", "-g", "-O1", "-c", source.toString(), "-o", folder + "/k.o");
        tool("ld.lld", "-Ttext=0xffffffff80001000", "-e", "0", folder + "/k.o", "-o", kernel.toString());
    }

    private static void tool(String... words) throws Exception {
        Process process =
                new ProcessBuilder(List.of(words)).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), said);
    }

    @Test
    void addressesBehindCallsBecomeTheLinesOfTheCalls() throws Exception {
        assertEquals(
                "the kernel panicked: null\n  at Pool.take(Pool.java:17)  ffffffff80001004",
                Backtrace.named("the kernel panicked: null\n  at ffffffff80001004", kernel));
    }

    @Test
    void afterATrapTheFirstAddressIsTheInstructionsOwn() throws Exception {
        String text = "data abort\n sp 0000000000000000\n  at ffffffff80001004\n  at ffffffff80001004";
        // The same address is one place, named as the first.
        assertTrue(Backtrace.named(text, kernel).contains("at Pool.take(Pool.java:18)  ffffffff80001004"));
    }

    @Test
    void whatIsNotJavaIsNamedByItsFunction() throws Exception {
        assertEquals("x\n  at user_copy  ffffffff80001010", Backtrace.named("x\n  at ffffffff80001010", kernel));
    }

    @Test
    void unknownAddressesAndTextStayAsTheyWere() throws Exception {
        assertEquals("x\n  at ffffffff90000000", Backtrace.named("x\n  at ffffffff90000000", kernel));
        assertEquals("no address", Backtrace.named("no address", kernel));
    }

    @Test
    void withoutTheKernelTheTextStaysAsItWas() throws Exception {
        String text = "x\n  at ffffffff80001004";
        assertEquals(text, Backtrace.named(text, folder.resolve("missing.elf")));
    }
}
