package cortado.flash.command;

import cortado.environ.board.BoardSpec;
import cortado.environ.check.BoardCheck;
import cortado.environ.report.Diagnostics;
import cortado.flash.device.SystemFiles;
import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.inspect.ImageVerify;
import cortado.flash.lint.Finding;
import cortado.flash.manifest.KeyFile;
import cortado.flash.output.Output;
import cortado.flash.pipeline.CardSettings;
import cortado.flash.pipeline.Project;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import cortado.flash.transfer.ImageException;
import cortado.flash.transfer.PlainImage;
import cortado.flash.update.SlotPlan;
import cortado.flash.update.SlotSwitch;
import cortado.flash.update.SlotUpdate;
import cortado.flash.update.TargetMedium;
import cortado.flash.update.UpdateException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado update IMAGE --to DEVICE|FILE}. */
public final class Update implements Subcommand {
    private static final String TO = "to";
    private static final String COMMIT = "commit";
    private static final String TRUST = "trust";
    private static final String UNKNOWN = "; which slot is booted is not known, see `./cortado image ls` of ";

    @Override
    public String name() {
        return "update";
    }

    @Override
    public String arguments() {
        return "[IMAGE]";
    }

    @Override
    public String summary() {
        return "write a new system into the spare slot of a card with two";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.value(TO, "DEVICE|FILE", "the card, or its image in a file"))
                .addOption(OptionForms.flag(COMMIT, "no image: make the slot that was tried the usual one"))
                .addOption(OptionForms.value(TRUST, "KEY", "the public key that has to have signed the image"));
    }

    @Override
    public String details() {
        return """
                A card that `./cortado build BOARD --ab` made has two slots. `update` writes the slot that is not booted
                and nothing else, only the blocks that differ, reads them back, and writes the slot's first block last:
                whatever happens on the way, the board boots as before.

                The new system is tried with Raspberry Pi's one-shot flag: `slot try` in the board's shell restarts it
                with the spare slot, any other start boots the usual one, so a system that does not come up is gone after
                the next power cycle. Once it has shown that it works, --commit or the board's `slot commit` exchanges the slots in
                autoboot.txt, one sector.

                Examples:
                  ./cortado build rpi4 --ab --output card.img           a card with two slots
                  ./cortado build rpi4 --ab --output new.img            later, from newer sources
                  ./cortado update new.img --to card.img                slot b is new, slot a is booted
                  ./cortado run card.img --tryboot --exec version       tries slot b as the firmware would
                  ./cortado update --commit --to card.img               slot b is booted from now on
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        boolean commit = line.hasOption(COMMIT);
        if (!line.hasOption(TO) || line.getArgList().size() != (commit ? 0 : 1) || (commit && line.hasOption(TRUST))) {
            throw new CommandException(
                    Exit.USAGE,
                    "`update IMAGE --to DEVICE|FILE` or `update --commit --to DEVICE|FILE` was expected, as in"
                            + " `./cortado update new.img --to card.img`");
        }
        Path card = existing(line.getOptionValue(TO));
        try {
            return commit
                    ? commit(card, output)
                    : update(existing(line.getArgList().getFirst()), card, line, output);
        } catch (TargetException e) {
            throw new CommandException(
                    Exit.IO, e.getMessage() + "; the slot that is booted is as it was, so the board starts as before");
        } catch (UpdateException e) {
            throw new CommandException(e.written() ? Exit.VERIFICATION : Exit.FAILED, e.getMessage());
        } catch (DiskFormatException e) {
            throw new CommandException(Exit.VERIFICATION, e.getMessage());
        }
    }

    private static Path existing(String name) {
        Path path = Path.of(name);
        if (!Files.exists(path)) {
            throw new CommandException(Exit.USAGE, "there is no " + name);
        }
        return path;
    }

    private static int update(Path image, Path card, CommandLine line, Output output)
            throws IOException, UpdateException {
        try (PlainImage plain = PlainImage.of(image)) {
            verify(image, plain.file(), line, output);
            return update(plain, card, output);
        } catch (ImageException e) {
            throw new CommandException(Exit.VERIFICATION, e.getMessage());
        }
    }

    private static int update(PlainImage image, Path card, Output output) throws IOException, UpdateException {
        SlotUpdate.Outcome outcome;
        SlotPlan plan;
        FlashTarget checked = FlashTarget.resolve(card.toString(), 0, SystemFiles.ofMachine(), Project.cacheFolder());
        try (Card from = Card.open(image.file());
                Target target = checked.open(0)) {
            try (Card to = Card.open(card)) {
                plan = SlotPlan.of(from, to);
                compareSettings(from, to, plan, output);
            }
            String booted = Autoboot.letter(plan.autoboot().slot()) + " is booted";
            String state = "slot " + Autoboot.letter(plan.number()) + " of " + card + " may not be whole, and is not"
                    + " booted; slot " + booted + " as before; the same command writes what is missing";
            output.note("writing slot " + Autoboot.letter(plan.number()) + " of " + card + "; slot " + booted
                    + " and stays as it is");
            try (LastWords stopped = new LastWords("stopped; " + state, output)) {
                assert stopped != null;
                outcome = SlotUpdate.run(from.disk(), new TargetMedium(target), plan);
            } catch (IOException e) {
                // The image as well as the card may have failed.
                throw new CommandException(Exit.IO, e.getMessage() + "; " + state);
            }
        }
        char slot = Autoboot.letter(plan.number());
        output.result(
                outcome.written() == 0
                        ? "slot " + slot + " has this system already"
                        : String.format(
                                Locale.ROOT,
                                "slot %s has the new system: %.1f of %.1f MiB written and read back",
                                slot,
                                outcome.written() / 1048576.0,
                                outcome.compared() / 1048576.0));
        String next = Files.isRegularFile(card)
                ? "`./cortado run " + card + " --tryboot` tries it, and `./cortado update --commit --to " + card
                        + "` keeps it"
                : "put the card into the board: `slot try` in its shell tries it, and `slot commit` keeps it";
        output.note("next: " + next + "; until then slot "
                + Autoboot.letter(plan.autoboot().slot()) + " is booted");
        return Exit.OK;
    }

    /** Nothing is written before the image has shown that it is whole and would start. */
    private static void verify(Path image, Path content, CommandLine line, Output output) throws IOException {
        Optional<PublicKey> trust = line.hasOption(TRUST)
                ? Optional.of(KeyFile.readPublic(FlashImage.existing(Path.of(line.getOptionValue(TRUST)))))
                : Optional.empty();
        Project project = Project.find();
        ImageVerify.Verdict verdict = ImageVerify.verify(image, content, trust, name -> board(name, project));
        for (Finding finding : verdict.findings()) {
            if (!finding.grave()) {
                output.warning(finding.text());
            }
        }
        if (!verdict.ok()) {
            throw new CommandException(
                    verdict.untrusted() ? Exit.SIGNATURE : Exit.VERIFICATION,
                    image + " is not written to any card:\n"
                            + String.join(
                                    "\n",
                                    verdict.findings().stream()
                                            .filter(Finding::grave)
                                            .map(Finding::text)
                                            .toList()));
        }
        output.detail("checked " + String.join(", ", verdict.checked()));
    }

    private static Optional<BoardSpec> board(String name, Project project) throws IOException {
        return BoardCheck.board(name, project.root(), new Diagnostics());
    }

    /** A new system has the settings of its image, not those of the card that it goes to. */
    private static void compareSettings(Card image, Card card, SlotPlan plan, Output output) throws IOException {
        Map<String, byte[]> now = card.files(plan.autoboot().slot());
        Map<String, byte[]> then = image.files(image.bootPartition(false));
        for (String name : new String[] {CardSettings.ARGUMENTS, CardSettings.ACCESS}) {
            if (!Arrays.equals(now.get(name), then.get(name))) {
                output.warning(name + " of the new system is not that of slot "
                        + Autoboot.letter(plan.autoboot().slot())
                        + ": settings come with the image (`./cortado build BOARD --ab --hostname … --set …`)");
            }
        }
    }

    private static int commit(Path path, Output output) throws IOException, UpdateException {
        SlotSwitch.Plan plan;
        FlashTarget checked = FlashTarget.resolve(path.toString(), 0, SystemFiles.ofMachine(), Project.cacheFolder());
        try (Target target = checked.open(0)) {
            try (Card card = Card.open(path)) {
                plan = SlotSwitch.plan(card);
            }
            try {
                SlotSwitch.run(new TargetMedium(target), plan);
            } catch (TargetException e) {
                throw new CommandException(Exit.IO, e.getMessage() + UNKNOWN + path);
            } catch (UpdateException e) {
                throw new CommandException(Exit.VERIFICATION, e.getMessage() + UNKNOWN + path);
            }
        }
        output.result("slot " + Autoboot.letter(plan.after().slot()) + " is booted from now on, slot "
                + Autoboot.letter(plan.after().spare()) + " is the spare one");
        output.note("the same command again would go back to slot "
                + Autoboot.letter(plan.after().spare()));
        return Exit.OK;
    }
}
