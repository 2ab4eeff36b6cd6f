package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

/** {@code linux} alone, as a person at the terminal has it. */
class LinuxShellTest {
    private static final String INTERRUPT = "\u0003";
    private static final String END = "\u0004";

    @Test
    void theShellHasATerminalThatKnowsItsSizeAndPassesKeysOn() throws Exception {
        try (TypedTerminal terminal = TypedTerminal.on("qemu-virt", 37, 101)) {
            terminal.await("cortado> ");
            terminal.type("linux\r", ":/$ ");
            terminal.type("stty size\r", "\n37 101\r");
            terminal.await(":/$ ");

            terminal.resize(20, 60);
            terminal.type("sleep 1; stty size\r", "\n20 60\r"); // a moment for the news to travel
            terminal.await(":/$ ");

            for (int time = 0; time < 5; time++) { // Ctrl-C is the foreground program's
                terminal.type("sh -c 'echo now; exec sleep 1000'\r", "\nnow\r");
                terminal.type(INTERRUPT, ":/$ ");
                terminal.type("echo st=$?\r", "\nst=130\r");
                terminal.await(":/$ ");
            }
            terminal.type("echo now; cat\r", "\nnow\r");
            terminal.type("abc\r", "abc\r\nabc\r"); // what cat reads, and what it writes
            terminal.type(END, ":/$ ");
            terminal.type("(exit 5)\r", ":/$ ");
            terminal.type(END, "cortado> ");
            terminal.resize(24, 80); // which nobody at the prompt wants to know
            terminal.type("echo st=$?\r", "\nst=5\r");

            terminal.await("cortado> ");
            terminal.type("linux sh -c 'echo up; cat; echo $?'\r", "\nup\r"); // a program without a terminal
            terminal.type("line\r", "line\r\nline\r");
            terminal.type(END, "\n0\r");
            terminal.await("cortado> ");
            assertFalse(terminal.shown().contains("[?2048"), "who reports for the terminal keeps that from it");
            terminal.type("\u0001x"); // QEMU's own end
            assertEquals(0, terminal.status());
        }
    }
}
