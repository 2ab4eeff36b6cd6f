package cortado.flash.terminal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ReportingScreenTest {
    private static final String ON = "\u001b[?2048h";
    private static final String OFF = "\u001b[?2048l";

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final StringBuilder typed = new StringBuilder();
    private WindowSize size = new WindowSize(24, 80);
    private final ReportingScreen screen =
            new ReportingScreen(shown, () -> size, keys -> typed.append(new String(keys, StandardCharsets.US_ASCII)));

    private void sends(String text) throws IOException {
        screen.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private void becomes(int rows, int columns) {
        size = new WindowSize(rows, columns);
        screen.resized();
    }

    @Test
    void aBoardThatSetsTheModeHearsOfTheSizeAtOnceAndOfEachChange() throws Exception {
        becomes(30, 90);
        assertEquals("", typed.toString());
        sends("a" + ON + "b");
        assertEquals("\u001b[48;30;90;0;0t", typed.toString());
        typed.setLength(0);
        becomes(20, 60);
        assertEquals("\u001b[48;20;60;0;0t", typed.toString());
        typed.setLength(0);
        sends(OFF + "c");
        becomes(24, 80);
        assertEquals("", typed.toString());
        assertEquals("abc", shown.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void aSequenceThatComesInPiecesIsOne() throws Exception {
        for (int i = 0; i < ON.length(); i++) {
            sends(ON.substring(i, i + 1));
        }
        assertEquals("\u001b[48;24;80;0;0t", typed.toString());
        assertEquals("", shown.toString(StandardCharsets.US_ASCII));
    }

    @Test
    void whatOnlyBeginsLikeTheModeIsShown() throws Exception {
        String others = "\u001b[?2004h\u001b[?20\u001b[?2048$p\u001b\u001b[?2048x\u001b[?25l\u001b[1;1H";
        sends(others);
        assertEquals(others, shown.toString(StandardCharsets.US_ASCII));
        sends("\u001b" + ON);
        assertEquals(others + "\u001b", shown.toString(StandardCharsets.US_ASCII));
        assertEquals("\u001b[48;24;80;0;0t", typed.toString());
    }

    @Test
    void aTerminalWithoutASizeAnswersForItselfIfItCan() throws Exception {
        size = new WindowSize(0, 0);
        sends(ON + "x" + OFF);
        screen.resized();
        assertEquals(ON + "x" + OFF, shown.toString(StandardCharsets.US_ASCII));
        assertEquals("", typed.toString());
    }
}
