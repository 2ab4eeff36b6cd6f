package cortado.flash.endtoend;

import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.run.Emulation;
import cortado.flash.run.QemuProcess;
import cortado.flash.run.Serial;
import cortado.flash.run.StreamSerial;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/**
 * A board at a person's terminal, played: keys are typed, what is shown is read, and the terminal answers when it is
 * asked where its cursor is, as xterm does.
 */
final class TypedTerminal implements AutoCloseable {
    private static final String WHERE = "\u001b[6n";
    private static final String FAR = "\u001b[999;999H" + WHERE;
    private static final String REPORTS_ON = "\u001b[?2048h";
    private static final String REPORTS_OFF = "\u001b[?2048l";
    /** Longer than anything takes, even while other work slows the machine down. */
    private static final Duration PATIENCE = Duration.ofMinutes(4);

    private final Emulation emulation;
    private final QemuProcess qemu;
    private final Serial serial;
    private final StringBuilder shown = new StringBuilder();
    private int seen;
    private int rows;
    private int columns;
    private boolean reports;

    private TypedTerminal(Emulation emulation, QemuProcess qemu, int rows, int columns) {
        this.emulation = emulation;
        this.qemu = qemu;
        this.rows = rows;
        this.columns = columns;
        serial =
                new StreamSerial(qemu.process().getInputStream(), qemu.process().getOutputStream(), bytes -> {});
    }

    /** Boots a board. */
    static TypedTerminal on(String board, int rows, int columns) throws Exception {
        Emulation emulation = Emulation.prepare(
                Boards.PROJECT, new BoardBuild(Boards.PROJECT, new Progress(System.err::println)), board);
        try {
            QemuProcess qemu = QemuProcess.start(emulation.headless(emulation.command()), false);
            return new TypedTerminal(emulation, qemu, rows, columns);
        } catch (Exception e) {
            emulation.close();
            throw e;
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
                throw new AssertionError((octet == Serial.LATE ? "not shown in time: " : "the board has ended before ")
                        + text + "\n" + shown.substring(seen));
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
        } else if (ends(REPORTS_ON)) {
            reports = true;
            report();
        } else if (ends(REPORTS_OFF)) {
            reports = false;
        }
    }

    private boolean ends(String sequence) {
        int start = shown.length() - sequence.length();
        return start >= 0 && shown.indexOf(sequence, start) == start;
    }

    /** Gives the terminal another size, of which it tells whoever wanted to know. */
    void resize(int newRows, int newColumns) throws IOException {
        rows = newRows;
        columns = newColumns;
        if (reports) {
            report();
        }
    }

    /** Whether the board wants to hear of another size. */
    boolean reports() {
        return reports;
    }

    private void report() throws IOException {
        type("\u001b[48;" + rows + ";" + columns + ";0;0t");
    }

    @Override
    public void close() throws IOException {
        qemu.close();
        emulation.close();
    }
}
