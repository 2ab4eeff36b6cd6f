package cortado.app.linux;

import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.StatusException;
import cortado.api.stream.ChannelOutput;
import cortado.api.stream.Terminal;
import cortado.linux.Linux;
import cortado.linux.LinuxCommand;
import cortado.linux.LinuxProcess;
import cortado.linux.LinuxProtocol;
import cortado.linux.LinuxVm;
import cortado.linux.Stdio;
import java.util.Optional;
import java.util.OptionalInt;

/** {@code linux COMMAND}: a Linux program with this program's streams as its own. */
public final class LinuxApp {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private final Environ environ;
    private final Program program;

    private LinuxApp(Environ environ) {
        this.environ = environ;
        this.program = new Program(environ);
    }

    /** Does what the arguments say. */
    public static void main(String[] unused) {
        Program.exit(new LinuxApp(Environ.current()).run());
    }

    private int run() {
        LinuxOptions options;
        try {
            options = LinuxOptions.parse(program.arguments());
        } catch (LinuxOptions.UsageException e) {
            program.complain("linux: " + e.getMessage());
            program.complain("'linux --help' shows what can be said");
            return MISUSED;
        }
        try {
            return switch (options.action) {
                case HELP -> {
                    LinuxOptions.help().forEach(program::print);
                    yield 0;
                }
                case LIST -> list();
                case KILL -> kill(options.words.get(1));
                case RUN -> run(options);
            };
        } catch (StatusException | IllegalArgumentException e) {
            program.complain("linux: " + e.getMessage());
            return e instanceof StatusException refused && refused.status() == Status.NOT_FOUND
                    ? FAILED
                    : LinuxProtocol.NO_MACHINE;
        }
    }

    private int list() {
        try (Linux linux = new Linux(environ)) {
            program.print(row("NAME", "CPUS", "MEMORY", "TOUCHED", "BESIDES", "SECONDS", "COMMAND"));
            for (LinuxVm machine : linux.machines()) {
                program.print(row(
                        machine.process(),
                        Integer.toString(machine.cpus()),
                        (machine.memory() >> 20) + "M",
                        mebibytes(machine.touched()),
                        mebibytes(machine.beyond()),
                        Long.toString((Clock.nanos() - machine.started()) / 1_000_000_000L),
                        machine.command()));
            }
        }
        return 0;
    }

    /** With one decimal, rounded up: {@code 2.6M}. */
    private static String mebibytes(long bytes) {
        long tenths = (10 * bytes + (1 << 20) - 1) >> 20;
        return tenths / 10 + "." + tenths % 10 + "M";
    }

    private static String row(
            String name, String cpus, String memory, String touched, String besides, String seconds, String command) {
        return padded(name, 10)
                + padded(cpus, 6)
                + padded(memory, 8)
                + padded(touched, 9)
                + padded(besides, 9)
                + padded(seconds, 9)
                + command;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(1, width - text.length()));
    }

    private int kill(String name) {
        try (Linux linux = new Linux(environ)) {
            linux.kill(name);
        }
        return 0;
    }

    private int run(LinuxOptions options) {
        boolean interactive = options.words.isEmpty();
        LinuxCommand command = new LinuxCommand(interactive ? "sh" : options.words.getFirst());
        if (interactive) {
            command.arg("-l");
        } else {
            command.args(options.words.subList(1, options.words.size()));
        }
        options.variables.forEach(command::env);
        options.shares.forEach(command::share);
        options.disks.forEach(command::disk);
        command.directory(options.folder).cpus(options.cpus).memory(options.memory);
        command.stdin(
                        program.input().hasEnded()
                                ? Stdio.NOTHING
                                : Stdio.of(program.input().channel()))
                .stdout(stdio(program.output()))
                .stderr(stdio(program.errors()));
        Terminal terminal = program.terminal().orElse(null);
        boolean raw = terminal != null && (interactive || options.terminal) && takeTerminal(terminal, command);
        try (LinuxProcess process = command.spawn(environ)) {
            int status = raw ? waitFor(process, terminal) : process.waitFor();
            if (raw) {
                terminal.setRaw(false);
            }
            process.problem().ifPresent(problem -> program.complain("linux: " + problem));
            return status;
        }
    }

    /** Waits for the program's end; until then its terminal is as large as this one. */
    private static int waitFor(LinuxProcess process, Terminal terminal) {
        try (Poll poll = new Poll()) {
            poll.add(process.control(), Signals.READABLE, process);
            poll.add(terminal.channel(), Signals.READABLE, terminal);
            OptionalInt status = process.poll();
            while (status.isEmpty()) {
                Poll.Event event = poll.next(Clock.FOREVER);
                if (event.source() == terminal) {
                    terminal.resized().ifPresent(size -> process.resize(size.rows(), size.columns()));
                    if (event.has(Signals.CLOSED)) {
                        poll.remove(terminal.channel());
                    }
                }
                status = process.poll();
            }
            return status.getAsInt();
        }
    }

    /** Has keys go to the guest as they are, if input and output are the terminal's. */
    private static boolean takeTerminal(Terminal terminal, LinuxCommand command) {
        Terminal.Size size = terminal.size();
        if (!size.has(Terminal.INPUT | Terminal.OUTPUT)) {
            return false;
        }
        terminal.setRaw(true);
        command.terminal(size.rows(), size.columns());
        return true;
    }

    /** The program writes where this one does, which goes on to hold the stream for complaints of its own. */
    private static Stdio stdio(Optional<ChannelOutput> stream) {
        return stream.map(output -> Stdio.of(output.channel().secondWriter())).orElse(Stdio.NOTHING);
    }
}
