package cortado.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.app.shell.SizeReports.Size;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SizeReportsTest {
    private final SizeReports reports = new SizeReports();

    private String typed(String keys) {
        return new String(reports.filter(keys.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
    }

    @Test
    void aReportIsTakenOutOfTheKeysAroundIt() {
        assertEquals("ab", typed("a\u001b[48;37;101;740;1010tb"));
        assertEquals(Optional.of(new Size(37, 101)), reports.news());
        assertEquals(Optional.empty(), reports.news());
    }

    @Test
    void aReportMayComeInPieces() {
        String report = "\u001b[48;5;6;0;0t";
        for (int cut = 1; cut < report.length(); cut++) {
            assertEquals("", typed(report.substring(0, cut)));
            assertTrue(reports.holds());
            assertEquals("x", typed(report.substring(cut) + "x"));
            assertEquals(Optional.of(new Size(5, 6)), reports.news());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u001b[A",
                "\u001b[4~",
                "\u001b[48",
                "\u001b[48;5t",
                "\u001b[48;0;6t",
                "\u001b[48;99999;6t",
                "\u001b[48;;t",
                "\u001b[48;1;1;11111111111111111111111111111111111111111t",
                "\u001b\u001b[B",
                "\u00fc\u001b[200~"
            })
    void otherKeysStayWhatTheyAre(String keys) {
        assertEquals(keys + "q", typed(keys + "q"));
        assertEquals(Optional.empty(), reports.news());
    }

    @Test
    void anEscapeKeyIsHeldUntilItIsKnownToBeOne() {
        assertEquals("", typed("\u001b"));
        assertTrue(reports.holds());
        assertEquals("\u001b", new String(reports.release(), StandardCharsets.UTF_8));
        assertFalse(reports.holds());
    }
}
