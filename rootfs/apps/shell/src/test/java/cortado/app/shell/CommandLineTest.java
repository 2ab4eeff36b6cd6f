package cortado.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.app.shell.CommandLine.SyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static List<List<String>> parse(String line) throws SyntaxException {
        return CommandLine.parse(line).stream()
                .map(words -> words.stream().map(word -> word.with(42)).toList())
                .toList();
    }

    @Test
    void blanksSeparateWordsAndSemicolonsCommands() throws SyntaxException {
        assertEquals(
                List.of(List.of("echo", "a", "b"), List.of("ps"), List.of("mem")), parse("  echo a\t b;ps ; ;mem;"));
    }

    @Test
    void quotesKeepBlanksAndSemicolons() throws SyntaxException {
        assertEquals(List.of(List.of("echo", "a; b", "c  'd", "ef", "")), parse("echo 'a; b' \"c  'd\" 'e'f ''"));
    }

    @Test
    void backslashKeepsOneCharacter() throws SyntaxException {
        assertEquals(List.of(List.of("a b", "\"", "\\", "c\"d", "e\\")), parse("a\\ b \\\" \\\\ \"c\\\"d\" 'e\\'"));
    }

    @Test
    void statusIsFilledInButNotWithinSingleQuotes() throws SyntaxException {
        assertEquals(List.of(List.of("42", "a42b42", "42", "$?", "$x", "$")), parse("$? a$?b$? \"$?\" '$?' $x $"));
    }

    @Test
    void commentsBeginAtAWordsStart() throws SyntaxException {
        assertEquals(List.of(List.of("echo", "a#b")), parse("echo a#b # c ; d"));
        assertEquals(List.of(), parse("  # nothing"));
        assertEquals(List.of(), parse(""));
    }

    @Test
    void anOpenQuoteSaysWhereItWasOpened() {
        SyntaxException e = assertThrows(SyntaxException.class, () -> parse("echo 'a"));
        assertEquals("the quote at column 6 is never closed", e.getMessage());
        assertEquals(
                "a backslash at the end of the line has nothing to keep",
                assertThrows(SyntaxException.class, () -> parse("echo \\")).getMessage());
    }
}
