package cortado.app.shell;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** What becomes of keys while a program runs. */
class KeysTest {
    private static String typed(String keys) {
        LineDiscipline lines = new LineDiscipline();
        StringBuilder outcomes = new StringBuilder();
        for (byte key : keys.getBytes(UTF_8)) {
            LineDiscipline.Outcome outcome = lines.feed(key & 0xff);
            outcomes.append(
                    outcome == LineDiscipline.Outcome.NOTHING
                            ? ""
                            : outcome.name().charAt(0));
        }
        return outcomes + ":" + new String(lines.take(), UTF_8) + ":" + new String(lines.takeEcho(), UTF_8);
    }

    @Test
    void linesAreEditedAndShown() {
        assertEquals("I:ab\n:ab\n", typed("ab\r"));
        assertEquals("II:a\nb\n:a\nb\n", typed("a\r\nb\n"));
        assertEquals("I:ac\n:ab\b \bc\n", typed("ab\u007fc\r"));
        assertEquals("I:x\n:ü\b \bx\n", typed("ü\u007fx\r"));
        assertEquals("I:x\n:ab\b \b\b \bx\n", typed("ab\u0015x\r"));
        assertEquals("::", typed("\u007f"));
    }

    @Test
    void controlDSendsTheLineOrEndsTheInput() {
        assertEquals("I:ab:ab", typed("ab\u0004"));
        assertEquals("E::", typed("\u0004"));
        assertEquals("IE:ab:ab", typed("ab\u0004\u0004"));
    }

    @Test
    void controlCInterruptsAndForgetsTheLine() {
        assertEquals("II:b\n:ab\n", typed("a\u0003b\r"));
    }

    private static WindowSize answered(String answer) {
        WindowSize size = new WindowSize();
        for (byte octet : answer.getBytes(UTF_8)) {
            size.feed(octet & 0xff);
        }
        return size;
    }

    @Test
    void theTerminalsAnswerIsItsSizeAndWhatWasTypedIsKept() {
        WindowSize size = answered("a\u001b[42;132Rb");
        assertEquals(132, size.columns());
        assertEquals(42, size.rows());
        assertEquals("a", new String(size.typed(), UTF_8).substring(0, 1));
    }

    @Test
    void anAnswerThatMakesNoSenseIsInput() {
        for (String answer : new String[] {"\u001b[A", "\u001b[12R", "\u001b[;R", "\u001b[1;2;3R", "\u001bOP"}) {
            WindowSize size = answered(answer);
            assertEquals(WindowSize.COLUMNS, size.columns(), answer);
        }
        assertFalse(new WindowSize().feed('x'));
        WindowSize size = new WindowSize();
        size.feed(Key.ESCAPE);
        size.feed('[');
        size.feed('A');
        assertTrue(new String(size.typed(), UTF_8).endsWith("[A"));
    }
}
