package cortado.flash.command;

import cortado.flash.bench.Figure;
import cortado.flash.bench.FigureTable;
import cortado.flash.bench.KernelBench;
import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;

/** {@code cortado bench [kernel]}. */
public final class Bench implements Subcommand {
    private static final String KERNEL = "kernel";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    @Override
    public String name() {
        return "bench";
    }

    @Override
    public String arguments() {
        return "[kernel]";
    }

    @Override
    public String summary() {
        return "measure the kernel in guest instructions and bytes";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(Option.builder()
                        .longOpt("json")
                        .desc("the same for tools: one JSON object on stdout")
                        .get());
    }

    @Override
    public String details() {
        return """
                Boots qemu-virt with one CPU under `-icount shift=0`, where a nanosecond of the guest's clock is one
                instruction, with fixed seeds and clock, and runs the bench app in its shell. Nothing here says how long
                anything takes on hardware; it says what the code has to do, and repeats.

                Examples:
                  ./cortado bench
                  ./cortado bench kernel --json
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        String what = Boards.argument(line, KERNEL);
        if (!what.equals(KERNEL)) {
            throw new CommandException(Exit.USAGE, "there is no benchmark '" + what + "'; there is '" + KERNEL + "'");
        }
        Project project = Project.find();
        BoardBuild build = new BoardBuild(project, new Progress(output::note));
        List<Figure> figures;
        try (Emulation emulation = Emulation.prepare(project, build, Boards.DEFAULT);
                GuestSession guest = GuestSession.boot(
                        emulation.headless(emulation.command().smp(1).counted()), LIMIT)) {
            figures = KernelBench.figures(
                    guest.run(KernelBench.COMMAND, LIMIT), emulation.files().kernel());
        } catch (GuestException e) {
            throw new CommandException(Run.status(e), e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new CommandException(e.getMessage());
        }
        output.out().print(line.hasOption("json") ? json(figures) : FigureTable.text(figures));
        return Exit.OK;
    }

    private static String json(List<Figure> figures) {
        return Json.object(
                        "board",
                        Boards.DEFAULT,
                        "figures",
                        figures.stream().map(Bench::fields).toList()) + "\n";
    }

    private static Map<String, Object> fields(Figure figure) {
        return Json.fields(
                "name", figure.name(),
                "meaning", figure.meaning(),
                "value", figure.value(),
                "unit", figure.unit(),
                "aim", figure.aim().isPresent() ? figure.aim().getAsLong() : null);
    }
}
