package cortado.app.shell;

import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Log;
import cortado.api.service.Serial;
import java.util.ArrayList;
import java.util.List;

/** The command line on the board's serial console. */
public final class Shell {
    private static final String PROMPT = "cortado> ";
    private static final int COLUMNS = 80;

    private static final Interpreter INTERPRETER =
            new Interpreter(commands(), session -> session.system().programs());

    private final Session session;
    private final Interpreter interpreter;
    private final LineEditor editor;

    Shell(Session session, Interpreter interpreter, int columns) {
        this.session = session;
        this.interpreter = interpreter;
        this.editor = new LineEditor(PROMPT, columns, new History(), new ShellCompleter(session, interpreter));
    }

    /** Runs for ever on the service {@code serial}. */
    public static void main(String[] arguments) {
        Environ environ = Environ.current();
        Session session = new Session(new SerialTerminal(new Serial(environ)), environ);
        Shell shell = new Shell(session, INTERPRETER, (int) environ.getLong("columns", COLUMNS));
        shell.greet();
        Log.information("ready");
        while (true) {
            shell.serveLine();
        }
    }

    /** The commands that there are. */
    static Interpreter interpreter() {
        return INTERPRETER;
    }

    private static List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        commands.addAll(ShellCommands.all());
        commands.addAll(ProcessCommands.all());
        commands.addAll(SupervisionCommands.all());
        commands.addAll(RunCommands.all());
        commands.addAll(FileCommands.all());
        commands.addAll(MachineCommands.all());
        commands.addAll(DriverCommands.all());
        commands.addAll(SlotCommands.all());
        return commands;
    }

    private void greet() {
        session.out().line("");
        session.out().line(ShellCommands.describe(session.system().machine()));
        session.out().line("Type 'help' for what can be typed.");
        session.out().flush();
    }

    /** Reads one line and does what it says. */
    void serveLine() {
        editor.start();
        LineEditor.Outcome outcome = edit();
        switch (outcome) {
            case LINE -> interpreter.run(editor.line(), session);
            case END -> session.out().line("\nThe shell stays; 'poweroff' switches the machine off.");
            case REMOTE -> new RemoteMode(session, interpreter).serve();
            default -> {}
        }
        session.out().flush();
    }

    private LineEditor.Outcome edit() {
        LineEditor.Outcome outcome = LineEditor.Outcome.GOES_ON;
        while (outcome == LineEditor.Outcome.GOES_ON) {
            session.out().text(editor.takeScreen());
            session.out().flush();
            int octet = session.terminal().read(Clock.FOREVER);
            if (octet == Terminal.RECONNECTED) {
                editor.redraw();
            } else if (octet >= 0) {
                outcome = editor.feed(octet);
            }
        }
        session.out().text(editor.takeScreen());
        return outcome;
    }
}
