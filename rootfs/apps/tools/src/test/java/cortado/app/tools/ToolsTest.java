package cortado.app.tools;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ToolsTest {
    /** A source that gives at most three bytes at once. */
    private static Source source(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        int[] at = {0};
        return into -> {
            int count = Math.min(3, Math.min(into.length, bytes.length - at[0]));
            System.arraycopy(bytes, at[0], into, 0, count);
            at[0] += count;
            return count == 0 ? -1 : count;
        };
    }

    private static String run(String name, String input, String... arguments) throws Tool.Usage {
        Tool tool = Tools.tool(name);
        tool.options(new ArrayList<>(List.of(arguments)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        tool.read(source(input), out::write);
        int status = tool.end(out::write);
        return out.toString(UTF_8) + "|" + status;
    }

    @Test
    void eachDoesWhatItsNameSays() throws Tool.Usage {
        assertEquals("hello\n\0x|0", run("cat", "hello\n\0x"));
        assertEquals("a\nb\n|0", run("head", "a\nb\nc\n", "-n", "2"));
        assertEquals("a\nb|0", run("head", "a\nb"));
        assertEquals("one dog\ndogs|0", run("grep", "one dog\ncat\ndogs", "dog"));
        assertEquals("cat\n|0", run("grep", "one dog\ncat\ndogs", "-v", "dog"));
        assertEquals("|1", run("grep", "cat\n", "dog"));
        assertEquals("\nB\na\nab\nä\n|0", run("sort", "a\nä\nab\nB\n\n"));
        assertEquals("b\na\n|0", run("sort", "a\nb", "-r"));
        assertEquals("2 3 10\n|0", run("wc", "a bc\n\tdef\n"));
        assertEquals("0 0 0\n|0", run("wc", ""));
    }

    @Test
    void aLineLongerThanAnyBufferStaysWhole() throws Tool.Usage {
        String line = "x".repeat(20_000) + "dog";
        assertEquals(line + "\n|0", run("grep", "cat\n" + line + "\n", "dog"));
    }

    @Test
    void misuseShowsTheUsage() {
        assertEquals(
                "usage: head [-n LINES] [FILE...]",
                assertThrows(Tool.Usage.class, () -> run("head", "", "-n", "x")).getMessage());
        assertEquals(
                "usage: grep [-v] TEXT [FILE...]",
                assertThrows(Tool.Usage.class, () -> run("grep", "")).getMessage());
    }
}
