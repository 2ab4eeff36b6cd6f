package cortado.flash.command;

import cortado.flash.disk.PartitionTable;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.manifest.KeyFile;
import cortado.flash.manifest.ManifestException;
import cortado.flash.manifest.SignedManifest;
import cortado.flash.output.Output;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.BuiltBoard;
import cortado.flash.pipeline.CardChoices;
import cortado.flash.pipeline.CardSettings;
import cortado.flash.pipeline.Progress;
import cortado.flash.pipeline.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado build BOARD}. */
public final class Build implements Subcommand {
    private static final String AB = "ab";
    private static final String GPT = "gpt";
    private static final String OUTPUT = "output";
    private static final String SIGN = "sign";

    @Override
    public String name() {
        return "build";
    }

    @Override
    public String arguments() {
        return "BOARD";
    }

    @Override
    public String summary() {
        return "build a board's kernel, boot bundle and card image";
    }

    @Override
    public Options options() {
        return SettingsOptions.card()
                .addOption(OptionForms.flag(
                        AB, "two slots, so that `cortado update` never leaves the board without a system"))
                .addOption(OptionForms.flag(GPT, "a GUID partition table in place of an MBR"))
                .addOption(OptionForms.value(
                        OUTPUT, "FILE", "where a card with options goes (build/BOARD/HOSTNAME.img, or custom.img)"))
                .addOption(OptionForms.value(
                        SIGN, "KEY", "sign the card's manifest with this private key; see `cortado help key`"));
    }

    @Override
    public String details() {
        return """
                Products go to build/BOARD/: Image (the kernel), bundle.cpio (specs and programs) and, for a board with a
                card, BOARD.img. What has not changed is not built again. The same sources and options give the same
                bytes.

                With options a card of its own is written beside BOARD.img. --hostname and --set become boot arguments in
                cmdline.txt on the boot partition, which the running system follows (`hostname`, `env PROCESS`) and any
                editor changes. --ssh-key and --wifi are kept in access.txt there, a line each:
                    ssh-key TYPE BASE64 COMMENT
                    wifi "NAME" "PASSPHRASE"
                for the network services to come: nothing on the board reads them yet, and whoever has the card can.

                Examples:
                  ./cortado build rpi4       build/rpi4/rpi4.img, ready to be written to an SD card
                  ./cortado build rpi5       the same for the Pi 5, which no emulator has
                  ./cortado build rpi4 --hostname kitchen --set pl011.baud=9600 --set env.zone=UTC
                  ./cortado build rpi4 --hostname den --ssh-key ~/.ssh/id_ed25519.pub --wifi Home=@passphrase.txt
                  ./cortado build rpi4 --sign release.key
                  ./cortado build rpi4 --ab --output ab.img     two slots; see `cortado help update`
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        Project project = Project.find();
        CardSettings settings = SettingsOptions.read(line, project);
        CardChoices choices = new CardChoices(
                settings,
                line.hasOption(GPT) ? PartitionTable.Format.GPT : PartitionTable.Format.MBR,
                line.hasOption(AB));
        Optional<PrivateKey> key = key(line);
        BoardBuild build = new BoardBuild(project, new Progress(output::note));
        String board = Boards.argument(line, null);
        boolean own = !choices.isPlain() || line.hasOption(OUTPUT);
        if (own && build.spec(board).image().isEmpty()) {
            throw new CommandException(
                    Exit.USAGE,
                    board + " has no card that settings could be written to; `./cortado run " + board
                            + " --hostname … --set …` passes them to one run");
        }
        if (line.hasOption(OUTPUT)) {
            checkOutput(Path.of(line.getOptionValue(OUTPUT)).toAbsolutePath(), board);
        }
        BuiltBoard built = build.build(board);
        if (!settings.isEmpty() && settings.files().containsKey(CardSettings.ACCESS)) {
            output.warning("nothing on the board reads " + CardSettings.ACCESS + " yet: keys and networks are kept on"
                    + " the card for a system that has a network");
        }
        if (own) {
            Path target = target(line, project.output(board), settings);
            build.card(built, choices, target);
            output.result(project.shown(target));
            sign(key, target, output);
            return Exit.OK;
        }
        output.result(project.shown(built.kernel()));
        output.result(project.shown(built.bundle()));
        if (built.card().isPresent()) {
            output.result(project.shown(built.card().get()));
            sign(key, built.card().get(), output);
        }
        return Exit.OK;
    }

    /** The key is read before anything is built: a wrong one should not cost a build. */
    private static Optional<PrivateKey> key(CommandLine line) throws IOException {
        if (!line.hasOption(SIGN)) {
            return Optional.empty();
        }
        Path file = Path.of(line.getOptionValue(SIGN));
        try {
            return Optional.of(KeyFile.readPrivate(file));
        } catch (NoSuchFileException e) {
            throw new CommandException(
                    Exit.USAGE, "--sign: there is no key " + file + "; `./cortado key " + file + "` makes one");
        } catch (ManifestException e) {
            throw new CommandException(Exit.SIGNATURE, e.getMessage());
        }
    }

    private static void sign(Optional<PrivateKey> key, Path card, Output output) throws IOException {
        if (key.isPresent()) {
            Path manifest = ImageFiles.manifest(card);
            SignedManifest.sign(manifest, key.get());
            output.note("signed " + manifest.getFileName() + "; who has the public key checks it with `./cortado flash "
                    + card.getFileName() + " --trust KEY.pub --to …`");
        }
    }

    /** A card is written beside its place and then takes it: in the place of a device's node it would be no card. */
    static void checkOutput(Path file, String board) {
        if (Files.isDirectory(file)) {
            throw new CommandException(
                    Exit.USAGE, "--output: " + file + " is a folder; --output " + file.resolve("card.img"));
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new CommandException(
                    Exit.USAGE,
                    "--output: " + file + " is no file; `./cortado flash " + board + " --to " + file
                            + "` writes to a drive, and `--output card.img` here what that flashes");
        }
        if (file.getParent() == null || !Files.isDirectory(file.getParent())) {
            throw new CommandException(Exit.USAGE, "--output: there is no folder " + file.getParent());
        }
    }

    private static Path target(CommandLine line, Path folder, CardSettings settings) {
        if (line.hasOption(OUTPUT)) {
            return Path.of(line.getOptionValue(OUTPUT)).toAbsolutePath();
        }
        String name = settings.boot().hostname();
        return folder.resolve((name.isEmpty() ? "custom" : name) + ".img");
    }
}
