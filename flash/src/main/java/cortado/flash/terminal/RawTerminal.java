package cortado.flash.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** The person's terminal with every key passed on as it is, Ctrl-C among them, until it is closed. */
public final class RawTerminal implements AutoCloseable {
    private final Terminal terminal;
    private final Attributes usual;

    private RawTerminal(Terminal terminal) {
        this.terminal = terminal;
        usual = terminal.enterRawMode();
        Attributes raw = terminal.getAttributes();
        // Ctrl-C, Ctrl-Z and Ctrl-backslash are the board's.
        raw.setLocalFlag(Attributes.LocalFlag.ISIG, false);
        terminal.setAttributes(raw);
    }

    /**
     * Takes the terminal of this process; one that is none has neither a size nor keys that come one by one.
     *
     * @throws IOException if it cannot be had
     */
    public static RawTerminal open() throws IOException {
        return new RawTerminal(TerminalBuilder.builder().system(true).dumb(true).build());
    }

    /** What is typed. */
    public InputStream keys() {
        return terminal.input();
    }

    /** What is shown, as it is. */
    public OutputStream screen() {
        return terminal.output();
    }

    /** How much is shown now. */
    public WindowSize size() {
        Size size = terminal.getSize();
        return new WindowSize(size.getRows(), size.getColumns());
    }

    /** Has something done after each change of the size (SIGWINCH). */
    public void onResize(Runnable action) {
        terminal.handle(Terminal.Signal.WINCH, signal -> action.run());
    }

    /** Gives the terminal back as it was. */
    @Override
    public void close() throws IOException {
        terminal.setAttributes(usual);
        terminal.close();
    }
}
