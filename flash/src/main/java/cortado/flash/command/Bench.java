package cortado.flash.command;

import cortado.flash.bench.CardSpeed;
import cortado.flash.bench.Figure;
import cortado.flash.bench.FigureTable;
import cortado.flash.bench.FlashBench;
import cortado.flash.bench.FlashBenchTable;
import cortado.flash.bench.FlashTool;
import cortado.flash.bench.KernelBench;
import cortado.flash.bench.LinuxRuns;
import cortado.flash.bench.RecoveryBench;
import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.KvmProducts;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.flash.run.QemuCommand;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado bench [kernel|linux|flash|recovery]}. */
public final class Bench implements Subcommand {
    private static final String KERNEL = "kernel";
    private static final String LINUX = "linux";
    private static final String FLASH = "flash";
    private static final String RECOVERY = "recovery";
    private static final String ROUNDS = "rounds";
    private static final String KILLS = "kills";
    private static final String NO_KVM = "no-kvm";
    private static final int MOST_KILLS = 100_000;
    private static final int DEFAULT_ROUNDS = 3;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String arguments() {
        return "[kernel|linux|flash|recovery [BOARD]]";
    }

    @Override
    public String summary() {
        return "count what the kernel, virtual machines and dying drivers cost, or time flashing against other tools";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.json())
                .addOption(OptionForms.value(ROUNDS, "N", "flash: how often each tool runs; the median counts (3)"))
                .addOption(OptionForms.value(
                        KILLS, "N", "recovery: end the disk's driver so often and look for lost writes"))
                .addOption(OptionForms.flag(NO_KVM, "linux: leave out KVM, which takes about half of the time"));
    }

    @Override
    public String details() {
        return """
                kernel boots qemu-virt with one CPU under `-icount shift=0`, where a nanosecond of the guest's clock is one
                instruction, with fixed seeds and clock, and runs the bench app in its shell. Nothing here says how long
                anything takes on hardware; it says what the code has to do, and repeats.

                linux does so with virtual machines, and then boots the guest's own Debian kernel in the same QEMU as a
                KVM host. Exits are measured there with the same guest code, in the smallest VMM that can be; Linux
                commands with Debian's QEMU as VMM and Cortado's guest image, and once more with the kernel's command
                line as Debian has it. All of it again without counting, for the wall time. Some minutes.

                flash writes an image of 1 GiB, of which a quarter means something, to a loop device (as root, with 4 GiB
                free below the cache folder): onto a blank one, again, and with one file changed. The same with dd,
                bmaptool and rpi-imager, where they are installed. Then once more with the kernel's limits for block
                devices (control groups) in place, so that the device is no faster than a usual card.

                recovery has drivers fail and be killed, and counts the instructions from there to the next answer of the
                service, without the wait that the driver's spec asks for; --kills N ends the disk's driver in the middle
                of writes, and fails if one that was acknowledged is lost. BOARD is one that QEMU has; only qemu-virt has
                the disk that --kills needs.

                Examples:
                  ./cortado bench
                  ./cortado bench flash --rounds 5
                  ./cortado bench kernel --json
                  ./cortado bench linux      what virtual machines cost, beside KVM: counted, then by the clock
                  ./cortado bench recovery --kills 1000
                  ./cortado bench recovery rpi4
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        List<String> arguments = line.getArgList();
        String what = arguments.isEmpty() ? KERNEL : arguments.getFirst();
        if (arguments.size() > (what.equals(RECOVERY) ? 2 : 1)) {
            throw new CommandException(
                    Exit.USAGE,
                    "one benchmark was expected, and a board behind '" + RECOVERY + "' alone; found "
                            + String.join(" ", arguments));
        }
        String board = arguments.size() == 2 ? arguments.get(1) : Boards.DEFAULT;
        if (line.hasOption(KILLS) && !board.equals(Boards.DEFAULT)) {
            throw new CommandException(
                    Exit.USAGE, "--" + KILLS + " needs the disk that only " + Boards.DEFAULT + " has");
        }
        return switch (what) {
            case KERNEL, LINUX, RECOVERY -> counted(what, board, line, output);
            case FLASH -> flash(line, output);
            default ->
                throw new CommandException(
                        Exit.USAGE,
                        "there is no benchmark '" + what + "'; there are '" + KERNEL + "', '" + LINUX + "', '" + FLASH
                                + "' and '" + RECOVERY + "'");
        };
    }

    private static int flash(CommandLine line, Output output) throws IOException, InterruptedException {
        int rounds = line.hasOption(ROUNDS) ? rounds(line.getOptionValue(ROUNDS)) : DEFAULT_ROUNDS;
        Project project = Project.find();
        Map<FlashTool, Map<FlashBench.Step, FlashBench.Sample>> fast;
        Map<FlashTool, Map<FlashBench.Step, FlashBench.Sample>> card;
        try (FlashBench bench =
                new FlashBench(project.cache().resolve("bench-flash"), project.at("cortado"), output::note)) {
            bench.prepare();
            fast = bench.run(rounds, Optional.empty());
            output.note("now with a device that " + CardSpeed.V30 + ", as a card of speed class V30: some minutes");
            card = bench.run(1, Optional.of(CardSpeed.V30));
        } catch (IOException e) {
            throw new CommandException(Exit.IO, "the benchmark needs root, losetup and 4 GiB: " + e.getMessage());
        }
        for (FlashTool tool : FlashTool.values()) {
            if (!tool.isInstalled()) {
                output.note(tool.title() + " is not installed here, so it was left out");
            }
        }
        if (line.hasOption("json")) {
            output.result(Json.object("memory", flashRows(fast), "card", flashRows(card)));
        } else {
            output.out()
                    .print("A loop device as fast as this machine's memory and disk\n" + FlashBenchTable.text(fast)
                            + "\nThe same loop device, slowed down to a card that " + CardSpeed.V30 + "\n"
                            + FlashBenchTable.text(card));
        }
        return Exit.OK;
    }

    private static int rounds(String text) {
        return number(ROUNDS, text, 100);
    }

    private static int number(String option, String text, int most) {
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Falls through to the error that both cases share.
        }
        throw new CommandException(
                Exit.USAGE, "--" + option + ": '" + text + "' found; a number from 1 to " + most + " was expected");
    }

    private static List<Object> flashRows(Map<FlashTool, Map<FlashBench.Step, FlashBench.Sample>> samples) {
        List<Object> rows = new ArrayList<>();
        samples.forEach((tool, steps) -> steps.forEach((step, sample) -> rows.add(Json.fields(
                "tool", tool.title(),
                "step", step.title(),
                "seconds", sample.seconds(),
                "written", sample.written()))));
        return rows;
    }

    private static int counted(String what, String board, CommandLine line, Output output)
            throws IOException, InterruptedException {
        int kills = line.hasOption(KILLS) ? number(KILLS, line.getOptionValue(KILLS), MOST_KILLS) : 0;
        Project project = Project.find();
        Progress progress = new Progress(output::note);
        BoardBuild build = new BoardBuild(project, progress);
        List<Figure> figures;
        try (Emulation emulation = Emulation.prepare(project, build, board)) {
            if (what.equals(LINUX)) {
                figures = linux(emulation, project, progress, !line.hasOption(NO_KVM));
            } else if (what.equals(RECOVERY)) {
                figures = recovery(emulation, kills);
            } else {
                figures = kernel(emulation);
            }
        } catch (GuestException e) {
            throw new CommandException(Run.status(e), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage());
        }
        output.out().print(line.hasOption("json") ? json(board, figures) : FigureTable.text(figures));
        return Exit.OK;
    }

    private static List<Figure> kernel(Emulation emulation) throws GuestException, IOException, InterruptedException {
        try (GuestSession guest =
                GuestSession.boot(emulation.headless(emulation.command().smp(1).counted()), LIMIT)) {
            return KernelBench.figures(
                    guest.run(KernelBench.COMMAND, LIMIT), emulation.files().kernel());
        }
    }

    private static List<Figure> linux(Emulation emulation, Project project, Progress progress, boolean kvm)
            throws GuestException, IOException, InterruptedException {
        LinuxRuns runs = new LinuxRuns(emulation);
        if (!kvm) {
            return runs.cortado();
        }
        KvmProducts.Host host = new KvmProducts(project, progress).build();
        List<Figure> figures = runs.cortado();
        progress.line("now KVM in the same QEMU");
        return runs.beside(figures, host);
    }

    private static List<Figure> recovery(Emulation emulation, int kills)
            throws IOException, GuestException, InterruptedException {
        QemuCommand command = emulation.command().counted();
        // Where there have to be as many CPUs as the board has, those that wait take no instructions.
        if (command.isConfigurable()) {
            command.smp(1);
        }
        try (GuestSession guest = GuestSession.boot(emulation.headless(command), LIMIT)) {
            List<Figure> figures = new ArrayList<>(
                    RecoveryBench.figures(RecoveryBench.COMMAND, guest.run(RecoveryBench.COMMAND, LIMIT)));
            if (kills > 0) {
                String trial = RecoveryBench.KILLS + kills;
                figures.addAll(RecoveryBench.figures(trial, guest.run(trial, LIMIT.plusSeconds(2L * kills))));
            }
            return figures;
        }
    }

    private static String json(String board, List<Figure> figures) {
        return Json.object(
                        "board",
                        board,
                        "figures",
                        figures.stream().map(Bench::fields).toList()) + "\n";
    }

    private static Map<String, Object> fields(Figure figure) {
        return Json.fields(
                "name", figure.name(),
                "meaning", figure.meaning(),
                "value", figure.value(),
                "unit", figure.unit(),
                "nanoseconds",
                        figure.nanoseconds().isPresent() ? figure.nanoseconds().getAsLong() : null,
                "aim", figure.aim().isPresent() ? figure.aim().getAsLong() : null,
                "kvm", figure.kvm().map(Figure.Kvm::value).orElse(null),
                "kvm-nanoseconds",
                        figure.kvm()
                                .filter(kvm -> kvm.nanoseconds().isPresent())
                                .map(kvm -> kvm.nanoseconds().getAsLong())
                                .orElse(null),
                "sel4",
                        figure.others()
                                .map(Figure.Others::sel4)
                                .filter(text -> !text.isEmpty())
                                .orElse(null),
                "linux",
                        figure.others()
                                .map(Figure.Others::linux)
                                .filter(text -> !text.isEmpty())
                                .orElse(null));
    }
}
