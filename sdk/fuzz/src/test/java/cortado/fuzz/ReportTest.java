package cortado.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    @Test
    void figuresComeFromTheLastLine() {
        Report.Reader reader = new Report.Reader("elf");

        assertFalse(reader.take("INFO: seed corpus: files: 2"));
        assertTrue(reader.take(
                "#64\tNEW    cov: 162 ft: 407 corp: 100/2508Kb lim: 27386 exec/s: 9 rss: 1Mb L: 1/1 MS: 2"));
        assertTrue(reader.take("#99\tDONE   cov: 170 ft: 410 corp: 101/2508Kb lim: 27386 exec/s: 9 rss: 1Mb"));
        assertTrue(reader.take("Done 100 runs in 16 second(s)"));

        assertEquals(new Report("elf", 100, 170, 410, 101, List.of()), reader.soFar());
    }

    @Test
    void anExceptionAndItsInputAreOneFinding() {
        Report.Reader reader = new Report.Reader("elf");

        reader.take("== Java Exception: cortado.fuzz.Finding: a page is lost");
        reader.take("==77== ERROR: libFuzzer: fuzz target exited");
        reader.take("artifact_prefix='/tmp/found/'; Test unit written to /tmp/found/crash-1");

        assertEquals(
                List.of(new Report.Broken("cortado.fuzz.Finding: a page is lost", Path.of("/tmp/found/crash-1"))),
                reader.soFar().findings());
    }
}
