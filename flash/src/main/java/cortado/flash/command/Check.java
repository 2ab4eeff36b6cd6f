package cortado.flash.command;

import cortado.environ.check.BoardCheck;
import cortado.environ.check.CheckReport;
import cortado.flash.output.Output;
import cortado.flash.pipeline.KnownBoards;
import cortado.flash.pipeline.Project;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado check BOARD|FILE.dts|FILE.dtb}. */
public final class Check implements Subcommand {
    @Override
    public String name() {
        return "check";
    }

    @Override
    public String arguments() {
        return "BOARD|FILE.dts|FILE.dtb";
    }

    @Override
    public String summary() {
        return "bind a device tree to the drivers and show who gets what";
    }

    @Override
    public Options options() {
        return new Options().addOption(OptionForms.json());
    }

    @Override
    public String details() {
        return """
                The table has one line for each device that a driver takes: its node, the compatible string that matched,
                the driver, its registers as the CPU sees them, and its interrupts. Devices that nobody drives follow.
                An error names file, line and column, the node, what was expected and the nearest name; it ends the
                command with status 1.

                Examples:
                  ./cortado check rpi4
                  ./cortado check my-board.dts --json
                  ./cortado check virt.dtb         a tree that came from elsewhere
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        Project project = Project.find();
        Path what = Path.of(Boards.argument(line, Boards.DEFAULT));
        String name = what.toString();
        if (!name.endsWith(".dts") && !name.endsWith(".dtb")) {
            KnownBoards.require(project, name);
        } else if (!Files.isRegularFile(what)) {
            throw new CommandException(Exit.USAGE, "there is no file " + what);
        }
        CheckReport report = BoardCheck.check(what, project.root());
        output.out().print(line.hasOption("json") ? json(report) : report.text());
        return report.ok() ? Exit.OK : Exit.FAILED;
    }

    private static String json(CheckReport report) {
        return Json.object(
                        "title",
                        report.title(),
                        "ok",
                        report.ok(),
                        "devices",
                        report.rows().stream().map(Check::device).toList(),
                        "unbound",
                        report.unbound().stream().map(Check::unbound).toList(),
                        "services",
                        report.services(),
                        "diagnostics",
                        report.diagnostics().stream().map(Object::toString).toList())
                + "\n";
    }

    private static Map<String, Object> device(CheckReport.Row row) {
        return Json.fields(
                "node", row.node(),
                "compatible", row.compatible(),
                "driver", row.driver(),
                "registers", row.registers(),
                "interrupts", row.interrupts(),
                "dma", row.dma());
    }

    private static Map<String, Object> unbound(CheckReport.Unbound row) {
        return Json.fields("node", row.node(), "compatible", row.compatible(), "why", row.why());
    }
}
