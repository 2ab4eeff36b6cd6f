package cortado.flash.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelBenchTest {
    @TempDir
    Path folder;

    @Test
    void figuresStandBesideTheirAims() throws Exception {
        Path image = Files.write(folder.resolve("Image"), new byte[1234]);
        List<Figure> figures = KernelBench.figures(
                new Reply("bench null-system-call 211 instructions\nbench memory-shell 4096 bytes\n", 0), image);
        assertEquals("""
                MEASURED          CORTADO  UNIT          AIM             SEL4  LINUX 6.12
                null system call      211  instructions  < 200 (missed)  91    472 (getppid)
                memory of shell     4,096  bytes
                kernel image        1,234  bytes
                """, FigureTable.text(figures));
    }

    @Test
    void aBenchmarkThatFailsIsNoTable() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> KernelBench.figures(new Reply("bench: no such program\n", 127), folder));
        assertTrue(e.getMessage().contains("ended with status 127"), e.getMessage());
    }
}
