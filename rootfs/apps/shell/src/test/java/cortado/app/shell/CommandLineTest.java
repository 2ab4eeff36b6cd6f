package cortado.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.app.shell.CommandLine.SyntaxException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {
    private static List<List<String>> parse(String line) throws SyntaxException {
        return CommandLine.parse(line).stream()
                .map(pipeline -> words(pipeline.stages().getFirst()))
                .toList();
    }

    private static List<String> words(CommandLine.Stage stage) {
        return stage.words().stream().map(word -> word.with(42)).toList();
    }

    /** The line as the parser understood it, with all that was implied written out. */
    private static String understood(String line) throws SyntaxException {
        StringBuilder text = new StringBuilder();
        for (CommandLine.Pipeline pipeline : CommandLine.parse(line)) {
            text.append(pipeline.when()).append(':');
            for (CommandLine.Stage stage : pipeline.stages()) {
                text.append(words(stage));
                for (CommandLine.Redirection led : stage.redirections()) {
                    String file = led.file() == null ? "" : led.file().with(42);
                    text.append(led.stream()).append(led.direction()).append(file);
                }
            }
            text.append(' ');
        }
        return text.toString().strip();
    }

    private static String error(String line) {
        return assertThrows(SyntaxException.class, () -> CommandLine.parse(line))
                .getMessage();
    }

    @Test
    void barsSeparateStagesAndDoubledSignsJoinPipelines() throws SyntaxException {
        assertEquals("ALWAYS:[a, b][c][d]", understood("a b|c | d"));
        assertEquals("ALWAYS:[a] WELL:[b][c] NOT_WELL:[d] ALWAYS:[e]", understood("a && b|c||d;e"));
        assertEquals("ALWAYS:[echo, |, &&, >]", understood("echo '|' \"&&\" \\>"));
    }

    @Test
    void streamsAreLedToFiles() throws SyntaxException {
        assertEquals("ALWAYS:[a, b]0FROMin1TOout2AFTERlog", understood("a <in > out b 2>>log"));
        assertEquals("ALWAYS:[a]1AFTERx2JOIN[b]2TOy z", understood("a>>x 2>&1 | b 2> 'y z'"));
        assertEquals("ALWAYS:[a, 2]1TOx", understood("a 2 >x"));
        assertEquals("ALWAYS:[a, 2]1TOx", understood("a '2'>x"));
        assertEquals("ALWAYS:[a12]1TO42", understood("a12>$?"));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertEquals("before '|' a command is missing", error("| a"));
        assertEquals("after '|' a command is missing", error("a |"));
        assertEquals("after '|' a command is missing", error("a | ; b"));
        assertEquals("after '&&' a command is missing", error("a &&"));
        assertEquals("before '&&' a command is missing", error("&& a"));
        assertEquals("after '>' the name of a file is missing", error("a > | b"));
        assertEquals("after '2>>' the name of a file is missing", error("a 2>>"));
        assertEquals("after a redirection a command is missing", error("> x"));
        assertEquals("the '>&' at column 4 can only be '2>&1'", error("a >&2"));
        assertEquals(
                "the '&' at column 3 means nothing here: 'start PROGRAM' runs a program without waiting, '&&' joins"
                        + " commands",
                error("a &"));
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
