package cortado.flash.command;

import cortado.flash.device.SystemFiles;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.map.BlockMap;
import cortado.flash.map.MappedRange;
import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.BuiltBoard;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import cortado.flash.transfer.Journal;
import cortado.flash.transfer.Listener;
import cortado.flash.transfer.Outcome;
import cortado.flash.transfer.StopSignal;
import cortado.flash.transfer.Transfer;
import cortado.flash.transfer.TransferException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado flash BOARD|IMAGE --to DEVICE|FILE}. */
public final class Flash implements Subcommand {
    private static final String TO = "to";
    private static final String YES = "yes";
    private static final String DRY_RUN = "dry-run";
    private static final String JSON = "json";
    private static final String NO_VERIFY = "no-verify";
    private static final String FULL = "full";
    private static final String TRUST = "trust";

    private final SystemFiles files;
    private final Path cache;

    /** Flashes this machine's drives. */
    public Flash() {
        this(SystemFiles.ofMachine(), Project.cacheFolder());
    }

    /**
     * Flashes the drives that these files describe.
     *
     * @param cache where listings and journals are kept
     */
    public Flash(SystemFiles files, Path cache) {
        this.files = files;
        this.cache = cache;
    }

    @Override
    public String name() {
        return "flash";
    }

    @Override
    public String arguments() {
        return "BOARD|IMAGE --to DEVICE|FILE";
    }

    @Override
    public String summary() {
        return "write a card, only what differs, and read it back";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.value(
                        TO, "DEVICE|FILE", "a whole drive, best by /dev/disk/by-id, or an image file"))
                .addOption(OptionForms.flag(YES, "do not ask before the drive's content is lost"))
                .addOption(OptionForms.flag(DRY_RUN, "say what would be written, and write nothing"))
                .addOption(OptionForms.flag(JSON, "events for tools: one JSON object a line on stdout"))
                .addOption(OptionForms.flag(NO_VERIFY, "do not read back what was written"))
                .addOption(OptionForms.flag(
                        FULL, "write everything, whatever is there already, and read it back when all is written"))
                .addOption(OptionForms.value(TRUST, "KEY.pub", "only an image whose manifest this key signed"));
    }

    @Override
    public String details() {
        return """
                A board is built first. An image may be compressed (.zst, .xz, .gz); what lies beside it is used:
                IMAGE.bmap says which blocks mean something, IMAGE.manifest what the image is, IMAGE.manifest.sig who
                says so. With --trust the signature and every range that will be written are checked before the first
                write; without it, a range is checked before it is written.

                Refused, with every reason: what is not removable, mounted, used as swap, in LVM, RAID or ZFS, behind a
                loop device, too small, write-protected, or changed since `devices` listed it. The drive is opened
                exclusively and looked at again. Its first sectors are cleared at the start and written at the end: a
                card that was interrupted does not boot, and the same command goes on from there. Ctrl-C ends within one
                write, with status 130, and says in which state the card is.

                Examples:
                  ./cortado flash rpi4 --to /dev/sdb
                  ./cortado flash card.img.zst --to /dev/disk/by-id/usb-Generic_SD_123-0:0 --yes --json
                  ./cortado flash build/rpi4/rpi4.img --trust release.key.pub --to /dev/sdb
                  ./cortado flash rpi4 --to card.img --dry-run
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        try {
            return flash(line, output);
        } catch (CommandException e) {
            tell(e, line, output);
            throw e;
        } catch (IOException e) {
            tell(Failures.of(e), line, output);
            throw e;
        } catch (DiskFormatException e) {
            tell(Failures.of(e), line, output);
            throw e;
        }
    }

    /** Tools hear of every failure as an event. */
    private static void tell(CommandException e, CommandLine line, Output output) {
        if (line.hasOption(JSON)) {
            output.result(Json.object(
                    "event",
                    e.status() == Exit.UNSAFE ? "refused" : "failed",
                    "status",
                    e.status(),
                    "message",
                    e.getMessage()));
        }
    }

    private int flash(CommandLine line, Output output) throws Exception {
        String to = line.getOptionValue(TO);
        if (to == null) {
            throw new CommandException(Exit.USAGE, "--to DEVICE|FILE is missing; `./cortado devices` lists the drives");
        }
        CommandException stopped = new CommandException(Exit.INTERRUPTED, "stopped; nothing was written to " + to);
        try (LastWords untouched = new LastWords(() -> {
            tell(stopped, line, output);
            output.error(stopped.getMessage());
        })) {
            return flash(line, to, untouched, output);
        }
    }

    private int flash(CommandLine line, String to, LastWords untouched, Output output) throws Exception {
        String what = Boards.argument(line, null);
        if (!Files.isRegularFile(Path.of(what))) {
            // A drive that must not be written to is refused before anything is built.
            FlashTarget.resolve(to, 0, files, cache);
        }
        Path image = image(what, output);
        Optional<Path> trusted = Optional.ofNullable(line.getOptionValue(TRUST)).map(Path::of);
        FlashImage checked = FlashImage.open(image, trusted, output);
        try (var source = checked.source()) {
            FlashTarget target = FlashTarget.resolve(to, source.map().imageSize(), files, cache);
            target.refuseIfSame(image);
            if (line.hasOption(DRY_RUN)) {
                return dryRun(checked, target, line, output);
            }
            confirm(target, line, output);
            untouched.close();
            return write(checked, target, line, output);
        }
    }

    private static Path image(String boardOrImage, Output output) throws IOException, InterruptedException {
        Path file = Path.of(boardOrImage);
        if (Files.isRegularFile(file) || ImageFiles.looksLikeImage(file)) {
            return file;
        }
        BuiltBoard built = new BoardBuild(Project.find(), new Progress(output::note)).build(boardOrImage);
        return built.card()
                .orElseThrow(() -> new CommandException(
                        Exit.USAGE,
                        boardOrImage + " has no card: only QEMU has this machine; `./cortado run " + boardOrImage
                                + "` boots it"));
    }

    private static void confirm(FlashTarget target, CommandLine line, Output output) throws IOException {
        Optional<String> loss = target.loss();
        if (line.hasOption(YES) || loss.isEmpty()) {
            return;
        }
        if (!output.isTerminal(Output.Stream.IN) || !output.isTerminal(Output.Stream.ERR)) {
            throw new CommandException(
                    Exit.USAGE, "this overwrites " + loss.get() + "; say --yes where nobody can be asked");
        }
        output.err().print("This overwrites " + loss.get() + ". Go on? [y/N] ");
        output.err().flush();
        String answer = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw new CommandException(Exit.FAILED, "nothing was written to " + target.name());
        }
    }

    private int dryRun(FlashImage image, FlashTarget target, CommandLine line, Output output)
            throws TargetException, InterruptedException {
        long mapped = image.source().map().mappedBytes();
        long differing = mapped;
        if (!target.isNewFile() && !line.hasOption(FULL)) {
            try (Target open = target.open(image.source().map().imageSize())) {
                List<MappedRange> ranges =
                        new Transfer(image.source(), open, journal(target), Listener.SILENT, new StopSignal()).plan();
                differing = ranges.stream()
                        .mapToLong(range -> range.span().length())
                        .sum();
            } catch (TargetException e) {
                throw notOpened(e);
            } catch (TransferException e) {
                throw new CommandException(FlashReport.status(e), e.getMessage());
            }
        }
        FlashReport.planned(target, mapped, differing, line.hasOption(JSON), output);
        return Exit.OK;
    }

    private Journal journal(FlashTarget target) {
        return Journal.of(cache, target.identity());
    }

    private int write(FlashImage image, FlashTarget target, CommandLine line, Output output)
            throws InterruptedException {
        FlashReport report = new FlashReport(image, target, line.hasOption(JSON), output);
        StopSignal stop = new StopSignal();
        long begun = System.nanoTime();
        try (Interruption interruption = new Interruption(stop, target.name(), output);
                Target open = target.open(image.source().map().imageSize())) {
            assert interruption != null;
            // Whatever another program wrote is counted only when it has reached the drive.
            open.sync();
            BlockMap map = image.source().map();
            Optional<BlockMap> known =
                    target.witness().flatMap(witness -> journal(target).known(witness, map));
            Outcome outcome;
            try {
                outcome = new Transfer(image.source(), open, journal(target), report.listener(), stop)
                        .knowing(known)
                        .full(line.hasOption(FULL))
                        .verify(!line.hasOption(NO_VERIFY))
                        .checkFirst(line.hasOption(TRUST))
                        .run();
            } catch (TransferException e) {
                report.failed(e);
                return FlashReport.status(e);
            } finally {
                report.close();
            }
            if (!line.hasOption(NO_VERIFY)) {
                target.witness()
                        .ifPresent(witness ->
                                journal(target).keep(witness, image.source().map()));
            }
            report.done(outcome, System.nanoTime() - begun, open.readsPastCache());
            return Exit.OK;
        } catch (TargetException e) {
            throw notOpened(e);
        }
    }

    /** What is in use or locked is refused like what is mounted; the rest could not be read or written. */
    private static CommandException notOpened(TargetException e) {
        return switch (e.kind()) {
            case BUSY, READ_ONLY -> new CommandException(Exit.UNSAFE, e.getMessage());
            case ERROR, GONE, FULL, DENIED -> new CommandException(Exit.IO, e.getMessage());
        };
    }
}
