package cortado.flash.command;

import cortado.flash.output.Output;
import cortado.flash.run.CommandList;
import cortado.flash.run.GuestException;
import cortado.flash.run.StreamSerial;
import cortado.flash.serial.SerialConsole;
import cortado.flash.serial.SerialLog;
import cortado.flash.serial.SerialPorts;
import cortado.flash.serial.SerialShell;
import cortado.flash.terminal.RawTerminal;
import cortado.flash.terminal.ReportingScreen;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado console [PORT]}. */
public final class Console implements Subcommand {
    private static final String BAUD = "baud";
    private static final String LOG = "log";
    private static final String EXEC = "exec";
    private static final String TIMEOUT = "timeout";
    private static final String LIST = "list";
    private static final int DEFAULT_BAUD = 115_200;
    private static final int DEFAULT_TIMEOUT = 120;

    @Override
    public String name() {
        return "console";
    }

    @Override
    public String arguments() {
        return "[PORT]";
    }

    @Override
    public String summary() {
        return "a board's serial console, at this terminal or with --exec";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.value(BAUD, "RATE", "bits a second (115200)"))
                .addOption(OptionForms.value(LOG, "FILE", "append all that comes in to a file"))
                .addOption(OptionForms.value(EXEC, "COMMANDS", "run these shell commands and print what they print"))
                .addOption(OptionForms.value(TIMEOUT, "SECONDS", "with --exec: give up after this long (120)"))
                .addOption(OptionForms.flag(LIST, "print the ports that there are"));
    }

    @Override
    public String details() {
        return """
                Without PORT, the only port that there is. A line that goes away, such as that of an adapter that was
                pulled, is waited for and opened again. Ctrl-A X ends the console, Ctrl-A Ctrl-A sends Ctrl-A.

                With --exec the exit status is the last command's; 124 after a time-out, 125 after a kernel panic, 126 if
                the line went away. `poweroff` and `reboot` succeed by not being answered for ten seconds.

                Examples:
                  ./cortado console
                  ./cortado console /dev/ttyUSB0 --log boot.log
                  ./cortado console /dev/ttyUSB0 --exec 'ps; devices' --timeout 30
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        if (line.hasOption(LIST)) {
            List<SerialPorts.Port> ports = SerialPorts.list();
            ports.forEach(port -> output.result(port.path() + "  " + port.description()));
            if (ports.isEmpty()) {
                output.note("no serial port was found; plug the adapter in and look again");
            }
            return Exit.OK;
        }
        String port = port(line.getArgList());
        int baud = Numbers.option(line, BAUD, 50, 4_000_000, DEFAULT_BAUD);
        try (OutputStream log = log(line)) {
            return line.hasOption(EXEC) ? exec(port, baud, log, line, output) : interactive(port, baud, log, output);
        }
    }

    private static String port(List<String> arguments) {
        if (arguments.size() > 1) {
            throw new CommandException(Exit.USAGE, "one port was expected, found " + String.join(" ", arguments));
        }
        if (arguments.size() == 1) {
            return arguments.getFirst();
        }
        List<SerialPorts.Port> ports = SerialPorts.list();
        if (ports.size() == 1) {
            return ports.getFirst().path();
        }
        throw new CommandException(
                Exit.USAGE,
                ports.isEmpty()
                        ? "there is no serial port here; plug the adapter in, or name one: `./cortado console"
                                + " /dev/ttyUSB0`"
                        : "there are several serial ports; name one: "
                                + ports.stream().map(SerialPorts.Port::path).collect(Collectors.joining(", ")));
    }

    private static OutputStream log(CommandLine line) throws IOException {
        return line.hasOption(LOG)
                ? Files.newOutputStream(
                        Path.of(line.getOptionValue(LOG)), StandardOpenOption.CREATE, StandardOpenOption.APPEND)
                : OutputStream.nullOutputStream();
    }

    private static int exec(String port, int baud, OutputStream log, CommandLine line, Output output)
            throws InterruptedException, IOException {
        long deadline = System.nanoTime()
                + Duration.ofSeconds(Numbers.option(line, TIMEOUT, 1, 1_000_000, DEFAULT_TIMEOUT))
                        .toNanos();
        try (SerialPorts.Open open = SerialPorts.open(port, baud);
                SerialLog kept = new SerialLog(log, output::warning)) {
            SerialShell shell = new SerialShell(new StreamSerial(open.in(), open.out(), kept));
            shell.connect(deadline);
            return shell.run(CommandList.of(line.getOptionValues(EXEC)), output.out(), deadline, output::warning);
        } catch (GuestException e) {
            throw new CommandException(Run.status(e), SerialShell.explained(e, port));
        } catch (IOException e) {
            throw new CommandException(Exit.IO, e.getMessage());
        }
    }

    private static int interactive(String port, int baud, OutputStream log, Output output)
            throws IOException, InterruptedException {
        try (RawTerminal terminal = RawTerminal.open();
                // A raw terminal does not go back to the line's start by itself.
                SerialLog kept = new SerialLog(log, warning -> output.warning(warning + "\r"))) {
            AtomicReference<SerialConsole> console = new AtomicReference<>();
            ReportingScreen screen = new ReportingScreen(
                    terminal.screen(), terminal::size, keys -> console.get().send(keys));
            console.set(new SerialConsole(
                    port, () -> SerialPorts.open(port, baud), screen, kept, note -> output.note(note + "\r")));
            terminal.onResize(screen::resized);
            console.get().run(terminal.keys());
        }
        return Exit.OK;
    }
}
