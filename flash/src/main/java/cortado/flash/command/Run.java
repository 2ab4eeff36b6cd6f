package cortado.flash.command;

import cortado.flash.disk.DiskFormatException;
import cortado.flash.output.Output;
import cortado.flash.output.Output.Stream;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Backtrace;
import cortado.flash.run.CommandList;
import cortado.flash.run.Emulation;
import cortado.flash.run.GdbRecipe;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.flash.run.QemuCommand;
import cortado.flash.run.Terminal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado run [BOARD|IMAGE|DEVICE]}. */
public final class Run implements Subcommand {
    private static final int DEFAULT_TIMEOUT = 120;

    @Override
    public String name() {
        return "run";
    }

    @Override
    public String arguments() {
        return "[BOARD|IMAGE|DEVICE]";
    }

    @Override
    public String summary() {
        return "build a board and boot it in QEMU, at this terminal or with --exec";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.value(
                        "exec", "COMMANDS", "run these shell commands headless, print what they print, power off"))
                .addOption(OptionForms.value(
                        "timeout", "SECONDS", "with --exec: give up after this long, boot included (120)"))
                .addOption(OptionForms.flag(
                        "tryboot", "boot the spare slot of a card with two, as after a restart with that flag"))
                .addOption(OptionForms.value("smp", "N", "CPUs of the machine (qemu-virt)"))
                .addOption(OptionForms.value(
                        "cpu", "MODEL", "CPU model: cortex-a53, cortex-a72, cortex-a76, max (qemu-virt)"))
                .addOption(OptionForms.value("gic", "2|3", "version of the interrupt controller (qemu-virt)"))
                .addOption(OptionForms.value("memory", "MIB", "MiB of RAM (qemu-virt)"))
                .addOption(OptionForms.flag("no-virtualization", "no EL2: the kernel is entered at EL1 (qemu-virt)"))
                .addOption(OptionForms.value(
                        "disk", "FILE", "raw image for the virtio disk, kept between runs (qemu-virt)"))
                .addOption(OptionForms.value(
                        "serial-log", "FILE", "with --exec: write all that the serial line carries to a file"))
                .addOption(OptionForms.flag("gdb", "stop before the first instruction and wait for gdb on port 1234"))
                .addOption(OptionForms.value("qemu-args", "WORDS", "more words for QEMU's command line"))
                .addOption(OptionForms.flag("show-command", "print QEMU's command line on stderr"))
                .addOptions(SettingsOptions.boot());
    }

    @Override
    public String details() {
        return """
                Without --exec the guest's serial line is this terminal: `poweroff` in its shell or Ctrl-A X ends it,
                Ctrl-A C leads to QEMU's own monitor. The board is qemu-virt unless another is named. A card image or a drive is
                booted the way its board's firmware would: from the config.txt on its boot partition, which on a card
                with two slots is the one that autoboot.txt names.

                With --exec nothing but what the commands print goes to stdout, and the exit status is the last
                command's, 137 if the shell was restarted during it; 124 after a time-out, 125 after a kernel panic, 126 if the guest ended by itself.
                Commands are separated by `;` outside of quotes; --exec may be given several times.

                Examples:
                  ./cortado run
                  ./cortado run --exec 'ps; devices' --smp 4 --cpu cortex-a76 --gic 3
                  ./cortado run rpi4 --exec 'devices' --timeout 60
                  ./cortado run build/rpi4/rpi4.img
                  ./cortado run card.img.zst
                  ./cortado run /dev/sdb          what was flashed, without writing to it
                  ./cortado run --hostname den --set shell.columns=132 --exec 'hostname; env shell'
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        Project project = Project.find();
        BoardBuild build = new BoardBuild(project, new Progress(output::note));
        try (Emulation emulation =
                Emulation.prepare(project, build, Boards.argument(line, Boards.DEFAULT), line.hasOption("tryboot"))) {
            emulation.arguments(SettingsOptions.boot(line, project).text());
            QemuCommand command = configured(emulation.command(), line);
            if (line.hasOption("exec")) {
                return exec(line, emulation, emulation.headless(shown(command, emulation, line)));
            }
            if (command.isConfigurable() && !line.hasOption("disk")) {
                command.disk(Emulation.blankDisk(
                        project.output(emulation.spec().name()).resolve("disk.img")));
            }
            boolean terminal = output.isTerminal(Stream.IN) && output.isTerminal(Stream.OUT);
            return interactive(line, project, shown(command, emulation, line), emulation, terminal);
        } catch (GuestException e) {
            throw new CommandException(status(e), e.getMessage());
        } catch (DiskFormatException e) {
            throw new CommandException(
                    Exit.VERIFICATION,
                    String.join(" ", line.getArgList()) + " is no card that a board starts from: " + e.getMessage());
        }
    }

    private static QemuCommand configured(QemuCommand command, CommandLine line) {
        for (String option : List.of("smp", "cpu", "gic", "memory", "no-virtualization", "disk")) {
            if (line.hasOption(option) && !command.isConfigurable()) {
                throw new CommandException(
                        Exit.USAGE, "--" + option + ": a board has what it has; only qemu-virt can be configured");
            }
        }
        if (line.hasOption("smp")) {
            command.smp(number(line, "smp", 1, 8));
        }
        if (line.hasOption("cpu")) {
            command.cpu(line.getOptionValue("cpu"));
        }
        if (line.hasOption("gic")) {
            command.gic(number(line, "gic", 2, 3));
        }
        if (line.hasOption("memory")) {
            command.memory((long) number(line, "memory", 32, 1 << 20) << 20);
        }
        if (line.hasOption("no-virtualization")) {
            command.virtualization(false);
        }
        if (line.hasOption("disk")) {
            Path disk = Path.of(line.getOptionValue("disk"));
            if (!Files.isRegularFile(disk)) {
                throw new CommandException(Exit.USAGE, "--disk: there is no file " + disk);
            }
            command.disk(disk);
        }
        if (line.hasOption("gdb")) {
            command.debugged();
        }
        if (line.hasOption("qemu-args")) {
            command.options(List.of(line.getOptionValue("qemu-args").strip().split("\\s+", -1)));
        }
        return command;
    }

    private static int number(CommandLine line, String option, int least, int most) {
        String text = line.getOptionValue(option);
        try {
            int value = Integer.parseInt(text);
            if (value >= least && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the error that both cases share.
        }
        throw new CommandException(
                Exit.USAGE,
                "--" + option + ": '" + text + "' found; a number from " + least + " to " + most + " was expected");
    }

    private static QemuCommand shown(QemuCommand command, Emulation emulation, CommandLine line) {
        if (line.hasOption("show-command")) {
            System.err.println(String.join(" ", command.words(emulation.files(), !line.hasOption("exec"))));
        }
        return command;
    }

    private static int exec(CommandLine line, Emulation emulation, List<String> words) throws Exception {
        try {
            return exec(line, words);
        } catch (GuestException e) {
            Optional<Path> kernel = emulation.kernelElf();
            String text = e.reason() == GuestException.Reason.PANICKED && kernel.isPresent()
                    ? Backtrace.named(e.getMessage(), kernel.get())
                    : e.getMessage();
            throw new CommandException(status(e), text);
        }
    }

    private static int exec(CommandLine line, List<String> words) throws Exception {
        int seconds = line.hasOption("timeout") ? number(line, "timeout", 1, 1_000_000) : DEFAULT_TIMEOUT;
        long deadline = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
        List<String> commands = CommandList.of(line.getOptionValues("exec"));
        int status = Exit.OK;
        try (GuestSession guest = GuestSession.boot(words, deadline, serialLog(line))) {
            for (String command : commands) {
                int restarts = guest.restarts();
                status = guest.run(command, System.out, deadline);
                if (guest.restarts() > restarts) {
                    System.err.println("cortado: the shell was restarted during `" + command + "`; its status is lost, "
                            + status + " stands for it");
                }
                if (guest.ended()) {
                    break;
                }
            }
        }
        return status;
    }

    private static Consumer<byte[]> serialLog(CommandLine line) throws IOException {
        if (!line.hasOption("serial-log")) {
            return bytes -> {};
        }
        Path log = Files.write(Path.of(line.getOptionValue("serial-log")), new byte[0]);
        return bytes -> {
            try {
                Files.write(log, bytes, StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        };
    }

    private static int interactive(
            CommandLine line, Project project, QemuCommand command, Emulation emulation, boolean terminal)
            throws Exception {
        if (line.hasOption("gdb")) {
            System.err.println(gdbRecipe(project, emulation));
        } else {
            System.err.println("cortado: " + command + "; `poweroff` or Ctrl-A X ends it");
        }
        List<String> words = command.words(emulation.files(), true);
        return terminal ? Terminal.run(words) : Terminal.runWithoutTerminal(words);
    }

    private static String gdbRecipe(Project project, Emulation emulation) throws IOException {
        Path kernel = emulation.kernelElf().orElse(project.at("build/aarch64/kernel.elf.debug"));
        String words = GdbRecipe.words(project, ":1234", kernel).stream()
                .map(word -> word.contains(" ") ? "'" + word + "'" : word)
                .collect(Collectors.joining(" "));
        return "cortado: QEMU waits for gdb. In another terminal:\n    " + words
                + "\nBreakpoints take a Java file and line; Ctrl-A X here ends QEMU.";
    }

    static int status(GuestException e) {
        return switch (e.reason()) {
            case TIMED_OUT -> Exit.TIMED_OUT;
            case PANICKED -> Exit.PANICKED;
            case ENDED_EARLY -> Exit.ENDED_EARLY;
            case NOT_STARTED -> Exit.NOT_STARTED;
        };
    }
}
