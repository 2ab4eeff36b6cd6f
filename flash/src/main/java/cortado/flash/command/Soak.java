package cortado.flash.command;

import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession;
import cortado.flash.run.QemuCommand;
import java.time.Duration;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado soak}. */
public final class Soak implements Subcommand {
    private static final String HOURS = "hours";
    private static final String MINUTES = "minutes";
    private static final String SEED = "seed";
    private static final String COUNTED = "counted";
    private static final double USUAL_MINUTES = 10;
    private static final double MOST_MINUTES = 365 * 24 * 60;
    private static final Duration BOOT = Duration.ofMinutes(3);
    /**
     * What a run takes beyond its time, at most: boot, the first fault of each process, and the count in the end. The
     * program itself gives up earlier on what does not answer.
     */
    private static final Duration GRACE = Duration.ofMinutes(30);
    /** How much longer than the guest's clock says a run may take where that counts instructions. */
    private static final int SLOWNESS = 60;

    @Override
    public String name() {
        return "soak";
    }

    @Override
    public String arguments() {
        return "[BOARD]";
    }

    @Override
    public String summary() {
        return "load every driver, make processes fail at random, and count what is lost";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.value(HOURS, "H", "how long, such as 8 or 0.5"))
                .addOption(OptionForms.value(MINUTES, "M", "the same in minutes (default 10)"))
                .addOption(OptionForms.value(SEED, "S", "of everything that is drawn at random (default 1)"))
                .addOption(OptionForms.flag(
                        COUNTED,
                        "the guest's clock counts instructions (-icount), so that times say nothing of the host"));
    }

    @Override
    public String details() {
        return """
                Boots a board in QEMU (default qemu-virt) and runs the program `soak` on it. That loads every driver and
                server that the board has - disk or card, random numbers, pins, firmware, serial line, files, Linux
                programs, supervisor - with work whose answers it checks, kills one of them or makes it commit a fault of
                any kind every few seconds, and takes memory until little is left, and gives it back. In the end it counts operations, faults, restarts and times to recover, and compares what is in use
                with what was before. Any wrong answer, leaked page or handle, or process given up is exit status 1.

                Examples:
                  ./cortado soak
                  ./cortado soak --hours 8 --seed 7
                  ./cortado soak --minutes 0.5 rpi4
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        double minutes = line.hasOption(HOURS)
                ? number(line, HOURS, MOST_MINUTES / 60) * 60
                : line.hasOption(MINUTES) ? number(line, MINUTES, MOST_MINUTES) : USUAL_MINUTES;
        long seed = seed(line);
        long seconds = Math.max(1, Math.round(minutes * 60));
        Project project = Project.find();
        BoardBuild build = new BoardBuild(project, new Progress(output::note));
        try (Emulation emulation = Emulation.prepare(project, build, Boards.argument(line, Boards.DEFAULT))) {
            QemuCommand command = emulation.command();
            boolean counted = line.hasOption(COUNTED);
            if (counted) {
                command.counted();
            }
            if (counted && command.isConfigurable()) {
                command.smp(1);
            }
            output.note("soaking " + emulation.spec().name() + " for " + seconds + " s of "
                    + (counted ? "counted instructions" : "its clock") + ", seed " + seed);
            Duration limit =
                    Duration.ofSeconds(counted ? seconds * SLOWNESS : seconds).plus(GRACE);
            try (GuestSession guest = GuestSession.boot(emulation.headless(command), BOOT)) {
                int status = guest.run("soak " + seconds + " " + seed, System.out, System.nanoTime() + limit.toNanos());
                System.out.flush();
                return status == 0 ? Exit.OK : Exit.FAILED;
            }
        } catch (GuestException e) {
            throw new CommandException(Exit.FAILED, e.getMessage());
        }
    }

    private static double number(CommandLine line, String option, double most) {
        String text = line.getOptionValue(option);
        try {
            double value = Double.parseDouble(text);
            if (value > 0 && value <= most) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the error that both cases share.
        }
        throw new CommandException(
                Exit.USAGE, "--" + option + ": '" + text + "' found; a number above 0, such as 0.5, was expected");
    }

    private static long seed(CommandLine line) {
        String text = line.getOptionValue(SEED, "1");
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new CommandException(Exit.USAGE, "--seed: '" + text + "' found; a whole number was expected");
        }
    }
}
