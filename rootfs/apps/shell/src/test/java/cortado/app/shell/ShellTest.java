package cortado.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.abi.Status;
import cortado.api.StatusException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
    private final ScriptedTerminal terminal = new ScriptedTerminal();
    private final Interpreter interpreter = new Interpreter(
            List.of(
                    new Command("say [WORD...]", "prints", (session, arguments) -> {
                        session.out().line(String.join(" ", arguments));
                        return 0;
                    }),
                    new Command("fail STATUS", "fails", (session, arguments) -> {
                        Command.expect(arguments, 1, 1);
                        return (int) Command.number(arguments.getFirst(), "STATUS", 0, 255);
                    }),
                    new Command("kill PROCESS", "refuses", (session, arguments) -> {
                        throw new StatusException("there is no process 'x'", Status.NOT_FOUND);
                    })),
            session -> List.of());

    private String shownAfter(String keys) {
        terminal.type(keys);
        return serve();
    }

    private String serve() {
        Shell shell = new Shell(new Session(terminal, null), interpreter, 80);
        assertThrows(ScriptedTerminal.Silence.class, () -> {
            while (true) {
                shell.serveLine();
            }
        });
        return terminal.shown();
    }

    @Test
    void aPersonSeesPromptEchoAndResult() {
        assertEquals("\rcortado> say hi\r\nhi\r\n\rcortado> ", shownAfter("say hi\r"));
    }

    @Test
    void statusesAreSeenByTheNextCommand() {
        assertEquals(
                "\u00067 0\n\u001e0\u001f",
                shownAfter("\u0005fail 7; say $? 0\n").substring("\rcortado> ".length()));
    }

    @Test
    void remoteModeHasNoEchoNoPromptAndAStatus() {
        assertEquals(
                "\rcortado> \u0006a b\n\u001e0\u001f\u001e3\u001f\u001e3\u001f",
                shownAfter("\u0005say a  b\nfail 3\r\n# nothing\n"));
    }

    @Test
    void remoteModeAnswersASecondEnqAndForgetsHalfALine() {
        assertEquals("\rcortado> \u0006\u0006x\n\u001e0\u001f", shownAfter("\u0005say y\u0005say x\n"));
    }

    @Test
    void controlCLeavesRemoteMode() {
        assertEquals("\rcortado> \u0006\rcortado> ", shownAfter("\u0005\u0003"));
    }

    @Test
    void aLineThatCameBackIsShownAgain() {
        terminal.type("say").reconnect().type(" hi\r");
        assertEquals("\rcortado> say\rcortado> say hi\r\nhi\r\n\rcortado> ", serve());
    }

    @Test
    void aMisspeltCommandSuggestsTheNearest() {
        assertEquals(
                "\rcortado> \u0006kil: no such command; did you mean 'kill'?\n\u001e127\u001f",
                shownAfter("\u0005kil x\n"));
    }

    @Test
    void misuseShowsTheUsage() {
        assertEquals(
                "\rcortado> \u0006usage: fail STATUS\n\u001e2\u001f"
                        + "fail: STATUS is 'x'; a number was expected\nusage: fail STATUS\n\u001e2\u001f"
                        + "fail: STATUS is 256; 0 to 255 was expected\nusage: fail STATUS\n\u001e2\u001f"
                        + "shell: the quote at column 5 is never closed\n\u001e2\u001f",
                shownAfter("\u0005fail\nfail x\nfail 256\nsay 'x\n"));
    }

    @Test
    void arefusalIsASentence() {
        assertEquals(
                "\rcortado> \u0006kill: there is no process 'x': not found\n\u001e1\u001f",
                shownAfter("\u0005kill x\n"));
    }

    @Test
    void pipelinesRunAsTheStatusBeforeThemSays() {
        assertEquals(
                "\u0006a\nc\n\u001e0\u001fe\n\u001e0\u001f\u001e3\u001f",
                shownAfter("\u0005say a && fail 0 && say c || say d\nfail 3 && say x || say e\nfail 3 && say x\n")
                        .substring("\rcortado> ".length()));
    }

    @Test
    void whatTheShellsOwnCommandsWriteToEachOtherIsReadByNobody() {
        assertEquals(
                "\u0006b\n\u001e0\u001f\u001e4\u001fkill: there is no process 'x': not found\n\u001e0\u001f",
                shownAfter("\u0005say a | say b\nsay a | fail 4\nkill x | fail 0\n")
                        .substring("\rcortado> ".length()));
    }

    @Test
    void streamsLedNowhereShowNothing() {
        assertEquals(
                "\u0006\u001e0\u001f\u001e1\u001f\u001e1\u001f",
                shownAfter("\u0005say a > /dev/null\nkill x 2> /dev/null\nkill x >/dev/null 2>&1\n")
                        .substring("\rcortado> ".length()));
    }

    @Test
    void wordsOfAUsageAreOffered() {
        assertEquals(List.of("size", "read"), ShellCompleter.words("disk size|read [SECTOR]"));
        assertEquals(List.of(), ShellCompleter.words("kill PROCESS"));
        assertEquals(List.of(), ShellCompleter.words("ps"));
    }

    @Test
    void everyCommandHasItsOwnName() {
        List<String> names = Shell.interpreter().names();
        assertEquals(names.size(), names.stream().distinct().count());
        assertEquals(
                List.of(
                        "help",
                        "echo",
                        "hostname",
                        "version",
                        "ps",
                        "env",
                        "log",
                        "kill",
                        "handles",
                        "crash",
                        "events",
                        "run",
                        "start",
                        "cat",
                        "copy",
                        "head",
                        "grep",
                        "sort",
                        "wc",
                        "ls",
                        "cp",
                        "mv",
                        "rm",
                        "mkdir",
                        "df",
                        "devices",
                        "mem",
                        "uptime",
                        "poweroff",
                        "reboot",
                        "random",
                        "disk",
                        "gpio",
                        "firmware",
                        "slot"),
                names);
    }
}
