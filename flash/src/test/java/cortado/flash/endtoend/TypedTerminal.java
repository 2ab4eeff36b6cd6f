package cortado.flash.endtoend;

import cortado.flash.run.Serial;
import cortado.flash.run.StreamSerial;
import cortado.flash.serial.PseudoTerminal;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * {@code ./cortado run} at a person's terminal, played on a pseudo-terminal: keys are typed, what is shown is read, and
 * the terminal answers when it is asked where its cursor is, as xterm does. Like most terminals it knows nothing of
 * mode 2048.
 */
final class TypedTerminal implements AutoCloseable {
    private static final String WHERE = "\u001b[6n";
    private static final String FAR = "\u001b[999;999H" + WHERE;
    /** Longer than anything takes, even while other work slows the machine down. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final PseudoTerminal terminal;
    private final Process command;
    private final Serial serial;
    private final StringBuilder shown = new StringBuilder();
    private int seen;
    private int rows;
    private int columns;

    private TypedTerminal(PseudoTerminal terminal, Process command, int rows, int columns) {
        this.terminal = terminal;
        this.command = command;
        this.rows = rows;
        this.columns = columns;
        serial = new StreamSerial(terminal.in(), terminal.out(), bytes -> {});
    }

    /** Boots a board. */
    static TypedTerminal on(String board, int rows, int columns) throws Exception {
        PseudoTerminal terminal = PseudoTerminal.open();
        try {
            stty(terminal, "rows", rows, "cols", columns, "-opost");
            File end = new File(terminal.path());
            Process command = new ProcessBuilder(
                            // A terminal tells the processes that it controls when its size changes.
                            "setsid",
                            "--ctty",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-Dcortado.terminals=in,out,err",
                            "-cp",
                            System.getProperty("java.class.path"),
                            "cortado.flash.Main",
                            "run",
                            board)
                    .directory(Boards.PROJECT.root().toFile())
                    .redirectInput(end)
                    .redirectOutput(end)
                    .redirectError(end)
                    .start();
            return new TypedTerminal(terminal, command, rows, columns);
        } catch (IOException | InterruptedException e) {
            terminal.close();
            throw e;
        }
    }

    private static void stty(PseudoTerminal terminal, Object... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("stty", "-F", terminal.path()));
        for (Object word : words) {
            command.add(word.toString());
        }
        if (new ProcessBuilder(command).inheritIO().start().waitFor() != 0) {
            throw new IOException(String.join(" ", command) + " failed");
        }
    }

    /** Types. */
    void type(String keys) throws IOException {
        serial.write(keys.getBytes(StandardCharsets.UTF_8));
    }

    /** Types, and waits for what that leads to. */
    void type(String keys, String expected) throws Exception {
        type(keys);
        await(expected);
    }

    /** Waits until a text is shown behind what was waited for before. */
    void await(String text) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        int found = shown.indexOf(text, seen);
        while (found < 0) {
            int octet = serial.read(deadline);
            if (octet < 0) {
                throw new AssertionError(
                        (octet == Serial.LATE ? "not shown in time: " : "the command has ended before ") + text + "\n"
                                + shown.substring(seen));
            }
            shown.append((char) octet);
            answer();
            found = shown.indexOf(text, seen);
        }
        seen = found + text.length();
    }

    private void answer() throws IOException {
        if (ends(FAR)) {
            type("\u001b[" + rows + ";" + columns + "R");
        } else if (ends(WHERE)) {
            type("\u001b[1;10R");
        }
    }

    private boolean ends(String sequence) {
        int start = shown.length() - sequence.length();
        return start >= 0 && shown.indexOf(sequence, start) == start;
    }

    /** Gives the window another size, as its frame is dragged. */
    void resize(int newRows, int newColumns) throws IOException, InterruptedException {
        rows = newRows;
        columns = newColumns;
        stty(terminal, "rows", newRows, "cols", newColumns);
    }

    /** Everything that was shown. */
    String shown() {
        return shown.toString();
    }

    /** The command's exit status. */
    int status() throws InterruptedException {
        if (!command.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("the command does not end after\n" + shown.substring(seen));
        }
        return command.exitValue();
    }

    @Override
    public void close() {
        command.destroy();
        command.onExit().join();
        terminal.close();
    }
}
