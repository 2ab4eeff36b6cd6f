package cortado.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import cortado.app.shell.LineEditor.Outcome;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineEditorTest {
    private static final String UP = "\u001b[A";
    private static final String DOWN = "\u001b[B";

    private final LineEditor editor = new LineEditor(
            "> ", 20, new History(), before -> before.isEmpty() ? List.of("env", "echo", "exit") : List.of("pl011"));

    private Outcome type(String keys) {
        Outcome outcome = Outcome.GOES_ON;
        for (byte octet : keys.getBytes(StandardCharsets.UTF_8)) {
            outcome = editor.feed(octet & 0xff);
        }
        return outcome;
    }

    private void enter(String line) {
        editor.start();
        assertEquals(Outcome.LINE, type(line + "\r"));
    }

    @ParameterizedTest
    @CsvSource({
        "plain,              echo hi,                        echo hi",
        "backspace,          ab\u007fc,                      ac",
        "control-h,          ab\bc,                          ac",
        "left and insert,    ac\u001b[Db,                    abc",
        "application left,   ac\u001bODb,                    abc",
        "home,               bc\u001b[Ha,                    abc",
        "vt home,            bc\u001b[1~a,                   abc",
        "control-a,          bc\u0001a,                      abc",
        "end,                ab\u0001\u001b[Fc,              abc",
        "control-e,          ab\u0001\u0005c,                abc",
        "delete,             abc\u0001\u001b[3~,             bc",
        "control-d in text, abc\u0001\u0004x, xbc",
        "control-k, abc\u001b[D\u001b[D\u000bx, ax",
        "control-u, abc\u001b[D\u0015x, xc",
        "control-w,          one two\u0017x,                 one x",
        "word left,          one two\u001b[1;5Dx,            one xtwo",
        "word right,         one two\u0001\u001b[1;5Cx,      onex two",
        "alt word left,      one two\u001bbx,                one xtwo",
        "unknown sequence,   a\u001b[25~b\u001b[?9hc,        abc",
        "two-byte letters,   aéb\u001b[D\u007fc,             acb",
        "beyond the ends,    a\u001b[D\u001b[D\u007fb\u001b[C\u001b[C\u001b[Cc, bac",
    })
    void editsTheLine(String what, String keys, String line) {
        enter(keys);
        assertEquals(line, editor.line(), what);
    }

    @Test
    void lineFeedAfterReturnIsNotASecondLine() {
        enter("a");
        editor.start();
        assertEquals(Outcome.GOES_ON, type("\n"));
        assertEquals(Outcome.LINE, type("b\n"));
    }

    @Test
    void historyKeepsTheUnfinishedLine() {
        enter("first");
        enter("second");
        editor.start();
        type("unfinished" + UP + UP + UP);
        assertEquals("first", editor.line());
        type(DOWN);
        assertEquals("second", editor.line());
        type(DOWN + DOWN);
        assertEquals("unfinished", editor.line());
    }

    @Test
    void historyRemembersNeitherBlanksNorRepetitions() {
        enter("ps");
        enter("ps");
        enter("  ");
        enter("mem");
        editor.start();
        type(UP + UP + UP);
        assertEquals("ps", editor.line());
        type(DOWN);
        assertEquals("mem", editor.line());
    }

    @Test
    void anEditedHistoryLineIsItsOwn() {
        enter("echo a");
        editor.start();
        type(UP + "b\r");
        assertEquals("echo ab", editor.line());
        editor.start();
        type(UP + UP);
        assertEquals("echo a", editor.line());
    }

    @Test
    void tabCompletesWhatIsUniqueAndThenWhatIsCommon() {
        editor.start();
        type("en\t");
        assertEquals("env ", editor.line());
        type("\t");
        assertEquals("env pl011 ", editor.line());
        editor.start();
        type("echo x; ex\t");
        assertEquals("echo x; exit ", editor.line());
    }

    @Test
    void secondTabListsTheChoices() {
        editor.start();
        type("e\t");
        editor.takeScreen();
        type("\t");
        assertEquals("\nenv  echo  exit\n\r> e\u001b[K", editor.takeScreen());
    }

    @Test
    void controlCGivesUpAndControlDEndsOnlyWhenEmpty() {
        editor.start();
        assertEquals(Outcome.GIVEN_UP, type("abc\u0003"));
        editor.start();
        assertEquals(Outcome.END, type("\u0004"));
        editor.start();
        assertEquals(Outcome.GOES_ON, type("a\u0004"));
    }

    @Test
    void enqOnAnEmptyLineMeansTheHost() {
        editor.start();
        assertEquals(Outcome.REMOTE, type("\u0005"));
        editor.start();
        assertEquals(Outcome.GOES_ON, type("a\u0005"));
    }

    @Test
    void typingAtTheEndEchoesOnlyTheCharacter() {
        editor.start();
        editor.takeScreen();
        type("a");
        assertEquals("a", editor.takeScreen());
    }

    @Test
    void insertingRedrawsAndPlacesTheCursor() {
        editor.start();
        type("ac\u001b[D");
        editor.takeScreen();
        type("b");
        assertEquals("\r> abc\u001b[K\u001b[1D", editor.takeScreen());
    }

    @Test
    void aLongLineScrollsSideways() {
        editor.start();
        type("abcdefghijklmnopqrstuvwxyz");
        editor.takeScreen();
        editor.redraw();
        assertEquals("\r> jklmnopqrstuvwxyz\u001b[K", editor.takeScreen());
        type("\u0001");
        assertEquals("\r> abcdefghijklmnopq\u001b[K\u001b[17D", editor.takeScreen());
    }

    @Test
    void controlLClearsTheScreenAndKeepsTheLine() {
        editor.start();
        type("abc");
        editor.takeScreen();
        type("\f");
        assertEquals("\u001b[H\u001b[2J\r> abc\u001b[K", editor.takeScreen());
    }
}
