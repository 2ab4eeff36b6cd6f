package cortado.flash.command;

import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.SignedManifest;
import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.rig.Bench;
import cortado.flash.rig.BenchRun;
import cortado.flash.rig.HardwareBench;
import cortado.flash.rig.Pi4jLines;
import cortado.flash.rig.QemuBench;
import cortado.flash.rig.Rig;
import cortado.flash.rig.RigFile;
import cortado.flash.rig.RigSpec;
import cortado.flash.run.CommandList;
import cortado.flash.run.GuestException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Options;

/** {@code cortado rig on|off|reset|card|test}. */
public final class RigCommand implements Subcommand {
    private static final String FILE = "rig";
    private static final String IMAGE = "image";
    private static final String EXEC = "exec";
    private static final String TIMEOUT = "timeout";
    private static final String LOG = "log";
    private static final String TRUST = "trust";
    private static final int DEFAULT_TIMEOUT = 180;
    private static final List<String> VERBS = List.of("on", "off", "reset", "card", "test", "check");

    @Override
    public String name() {
        return "rig";
    }

    @Override
    public String arguments() {
        return "test BOARD|on|off|reset|card host|card board|check";
    }

    @Override
    public String summary() {
        return "a board on the bench: switch it, give it a card, test it";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.value(FILE, "FILE", "how the board is wired (rig.yaml)"))
                .addOption(OptionForms.value(
                        IMAGE, "IMAGE", "with test: the card's content; without it, the board is built"))
                .addOption(OptionForms.value(EXEC, "COMMANDS", "with test: shell commands to run once the board is up"))
                .addOption(OptionForms.value(TIMEOUT, "SECONDS", "with test: give up this long after power on (180)"))
                .addOption(OptionForms.value(LOG, "FILE", "with test: write all that the board says to a file"))
                .addOption(
                        OptionForms.value(TRUST, "KEY", "with test: the public key that has to have signed the image"));
    }

    @Override
    public String details() {
        return """
                A Raspberry Pi (or another Linux machine with GPIO lines) switches the board's supply, its RUN pin and an
                SD multiplexer, and listens on its serial console. rig.yaml says which line does what:

                    name: bench-1
                    gpio: gpiod                     # or linuxfs, mock (lines that lead nowhere), qemu
                    power: { gpio: 17, active: high, settle: 500ms }
                    reset: { gpio: 27, active: low }              # may be left out
                    card:                           # on: this host has the card; off: the board has it
                      gpio: 22
                      device: /dev/disk/by-id/usb-Generic_SD_123-0:0
                    serial: { port: /dev/ttyUSB0, baud: 115200, marker: "cortado> ", limit: 2min }

                `rig test BOARD` switches the card to this host, flashes it, gives it to the board, switches the board
                on, waits for the marker, runs the commands and switches the board off, whatever happens, Ctrl-C among it.
                `rig card` switches the board off first. The exit status of `rig test`
                is that of `flash` if that fails, then that of the last command; 124 if the board was late, 125 if its
                kernel panicked, 126 if the serial line went away. With `gpio: qemu`, QEMU is the board and the device a
                file: the same flow without hardware.

                Examples:
                  ./cortado rig check
                  ./cortado rig on
                  ./cortado rig test rpi4 --exec 'version; devices' --log boot.log
                  ./cortado rig test rpi4 --image build/rpi4/rpi4.img --rig bench/rig.yaml
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        List<String> words = line.getArgList();
        String verb = words.isEmpty() ? "" : words.getFirst();
        int expected = verb.equals("card") || verb.equals("test") ? 2 : 1;
        if (!VERBS.contains(verb) || words.size() != expected) {
            throw CommandException.misused("rig", words, "`rig " + arguments().replace("|", "`, `rig ") + "`");
        }
        RigSpec spec = RigFile.load(Path.of(line.getOptionValue(FILE, "rig.yaml")));
        Project project = Project.find();
        BoardBuild build = new BoardBuild(project, new Progress(output::note));
        if (verb.equals("check")) {
            output.result(spec.name() + ": power on line " + spec.power().line()
                    + spec.reset().map(wire -> ", reset on line " + wire.line()).orElse("")
                    + spec.card()
                            .map(card -> ", card " + card.device() + " on line "
                                    + card.wire().line())
                            .orElse("")
                    + ", console "
                    + (spec.serial().port().isEmpty()
                            ? "of QEMU"
                            : spec.serial().port()));
            return Exit.OK;
        }
        try (Bench bench = bench(spec, project, build)) {
            return verb.equals("test")
                    ? test(words.get(1), spec, bench, build, line, output)
                    : drive(verb, words.getLast(), spec, bench, output);
        } catch (GuestException e) {
            throw new CommandException(Run.status(e), e.getMessage());
        } catch (IllegalStateException e) {
            throw new CommandException(e.getMessage());
        }
    }

    private static Bench bench(RigSpec spec, Project project, BoardBuild build) {
        return spec.gpio() == RigSpec.GpioAccess.QEMU
                ? new QemuBench(spec, project, build)
                : new HardwareBench(spec, Pi4jLines.open(spec.gpio()));
    }

    private static int drive(String verb, String side, RigSpec spec, Bench bench, Output output)
            throws InterruptedException {
        Rig rig = new Rig(spec, bench.lines());
        switch (verb) {
            case "on" -> rig.powerOn();
            case "off" -> rig.powerOff();
            case "reset" -> rig.restart();
            default -> {
                if (!side.equals("host") && !side.equals("board")) {
                    throw new CommandException(
                            Exit.USAGE, "'" + side + "' found; `rig card host` or `rig card board` was expected");
                }
                // Whether an earlier command has left it on, nobody knows here.
                rig.powerOff();
                if (side.equals("host")) {
                    rig.cardToHost();
                } else {
                    rig.cardToBoard();
                }
            }
        }
        output.note(spec.name() + ": " + verb + (verb.equals("card") ? " to the " + side : ""));
        return Exit.OK;
    }

    private static int test(String board, RigSpec spec, Bench bench, BoardBuild build, CommandLine line, Output output)
            throws Exception {
        if (spec.card().isEmpty()) {
            throw new CommandException(
                    Exit.USAGE, "the rig has no 'card' section, so there is no card that an image could be written to");
        }
        Path image = line.hasOption(IMAGE)
                ? imageFor(board, Path.of(line.getOptionValue(IMAGE)), build)
                : build.build(board).card().orElseThrow(() -> new CommandException(Exit.USAGE, board + " has no card"));
        int seconds = Numbers.option(line, TIMEOUT, 1, 86_400, DEFAULT_TIMEOUT);
        try (OutputStream log = log(line)) {
            return new BenchRun(spec, bench, (from, to) -> flash(from, to, line, output), output::note)
                    .run(
                            image,
                            line.hasOption(EXEC) ? CommandList.of(line.getOptionValues(EXEC)) : List.of(),
                            output.out(),
                            log,
                            Duration.ofSeconds(seconds));
        }
    }

    /** Another board's image would be flashed, and then waited for in vain. */
    private static Path imageFor(String board, Path image, BoardBuild build) throws IOException {
        build.spec(board);
        Path manifest = ImageFiles.manifest(image);
        if (Files.exists(manifest)) {
            String of = SignedManifest.read(manifest).board();
            if (!of.equals(board)) {
                throw new CommandException(
                        Exit.USAGE,
                        image + " is for " + of + ", as its manifest says, and not for " + board + "; `./cortado build "
                                + board + "` makes one that is");
            }
        }
        return image;
    }

    private static OutputStream log(CommandLine line) throws IOException {
        return line.hasOption(LOG)
                ? Files.newOutputStream(Path.of(line.getOptionValue(LOG)))
                : OutputStream.nullOutputStream();
    }

    /** Flashes as {@code cortado flash} does, with every refusal of it. */
    private static int flash(Path image, Path card, CommandLine line, Output output) throws Exception {
        List<String> words = new ArrayList<>(List.of(image.toString(), "--to", card.toString(), "--yes"));
        if (line.hasOption(TRUST)) {
            words.addAll(List.of("--trust", line.getOptionValue(TRUST)));
        }
        Flash flash = new Flash();
        Options options = CommonOptions.with(flash.options());
        return flash.run(DefaultParser.builder().get().parse(options, words.toArray(new String[0])), output);
    }
}
