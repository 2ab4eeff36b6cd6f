package cortado.flash.command;

import cortado.environ.check.BoardCheck;
import cortado.environ.report.Diagnostics;
import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Fat32Reader;
import cortado.flash.inspect.ImageDiff;
import cortado.flash.inspect.ImageFile;
import cortado.flash.inspect.ImageVerify;
import cortado.flash.lint.Finding;
import cortado.flash.manifest.KeyFile;
import cortado.flash.output.Output;
import cortado.flash.pipeline.Project;
import cortado.flash.transfer.ImageException;
import cortado.flash.transfer.PlainImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code cortado image ls|cat|diff|verify}. */
public final class Image implements Subcommand {
    private static final String JSON = "json";
    private static final String TRUST = "trust";

    @Override
    public String name() {
        return "image";
    }

    @Override
    public String arguments() {
        return "ls|cat|diff|verify IMAGE";
    }

    @Override
    public String summary() {
        return "look inside card images, compare them, check them";
    }

    @Override
    public Options options() {
        return new Options()
                .addOption(OptionForms.flag(JSON, "with ls, diff and verify: one JSON object on stdout"))
                .addOption(OptionForms.value(
                        TRUST, "KEY", "with verify: the public key that has to have signed the image"));
    }

    @Override
    public String details() {
        return """
                ls IMAGE            partitions and files; in an image with several partitions, 2/config.txt is a file of
                                    the second
                cat IMAGE FILE      a file's bytes on stdout; without a number, from the partition that is booted
                diff IMAGE IMAGE    what differs, the first file first; ends with 1 if anything does
                verify IMAGE        block map, manifest and signature beside the image, file systems, and whether the
                                    board's firmware would start what is there; ends with 5 (6: signature) if not

                An image is a file, compressed or not (.zst, .xz, .gz), or a card (/dev/…) that this user may read.

                Examples:
                  ./cortado image ls build/rpi4/rpi4.img
                  ./cortado image cat build/rpi4/rpi4.img config.txt
                  ./cortado image diff old.img new.img
                  ./cortado image verify build/rpi4/rpi4.img --trust release.key.pub
                """;
    }

    @Override
    public int run(CommandLine line, Output output) throws Exception {
        List<String> words = line.getArgList();
        String verb = words.isEmpty() ? "" : words.getFirst();
        int expected = verb.equals("cat") || verb.equals("diff") ? 3 : 2;
        if (!List.of("ls", "cat", "diff", "verify").contains(verb) || words.size() != expected) {
            throw CommandException.misused(
                    "image",
                    words,
                    "`image ls IMAGE`, `image cat IMAGE FILE`, `image diff IMAGE IMAGE` or `image verify IMAGE`");
        }
        Path image = existing(words.get(1));
        try (PlainImage plain = PlainImage.of(image)) {
            return switch (verb) {
                case "ls" -> list(plain.file(), line.hasOption(JSON), output);
                case "cat" -> print(plain.file(), words.get(2), output);
                case "diff" -> diff(plain.file(), existing(words.get(2)), line.hasOption(JSON), output);
                default -> verify(image, plain.file(), line, output);
            };
        } catch (ImageException e) {
            throw new CommandException(Exit.VERIFICATION, e.getMessage());
        } catch (DiskFormatException e) {
            throw new CommandException(Exit.VERIFICATION, image + ": " + e.getMessage());
        }
    }

    private static Path existing(String name) {
        Path image = Path.of(name);
        if (!Files.exists(image) || Files.isDirectory(image)) {
            throw new CommandException(Exit.USAGE, "there is no image " + name + "; `./cortado build BOARD` makes one");
        }
        return image;
    }

    private static int list(Path image, boolean json, Output output) throws IOException {
        try (Card card = Card.open(image)) {
            if (json) {
                output.result(json(card));
                return Exit.OK;
            }
            for (int number : card.fatPartitions()) {
                Fat32Reader fileSystem = card.fileSystem(number);
                output.result(String.format(
                        Locale.ROOT,
                        "partition %d: FAT32, %.1f of %.1f MiB free%s",
                        number,
                        fileSystem.freeBytes() / 1048576.0,
                        fileSystem.dataBytes() / 1048576.0,
                        role(card, number)));
                for (ImageFile file : ImageFile.all(card)) {
                    if (file.partition() == number) {
                        output.result(String.format(
                                Locale.ROOT, "%10d  %s", file.item().size(), file.name()));
                    }
                }
            }
        }
        return Exit.OK;
    }

    private static String role(Card card, int number) {
        if (card.autoboot().isEmpty()) {
            return "";
        }
        Autoboot autoboot = card.autoboot().get();
        if (number == autoboot.slot()) {
            return ", slot " + Autoboot.letter(number) + ", booted";
        }
        return number == autoboot.spare()
                ? ", slot " + Autoboot.letter(number) + ", spare"
                : ", says which slot is booted";
    }

    private static String json(Card card) throws IOException {
        List<Map<String, Object>> files = new ArrayList<>();
        for (ImageFile file : ImageFile.all(card)) {
            files.add(Json.fields(
                    "name", file.name(),
                    "partition", file.partition(),
                    "size", file.item().size()));
        }
        return Json.object(
                "table", card.table().format().toString(),
                "booted", card.bootPartition(false),
                "spare", card.autoboot().map(Autoboot::spare).orElse(null),
                "files", files);
    }

    private static int print(Path image, String name, Output output) throws IOException {
        try (Card card = Card.open(image)) {
            output.out().write(ImageFile.find(card, name).content(card));
            if (output.out().checkError()) {
                throw new CommandException(
                        Exit.IO, name + " was not written whole to stdout, where there is no room or no reader");
            }
        }
        return Exit.OK;
    }

    private static int diff(Path one, Path other, boolean json, Output output) throws IOException {
        List<String> differences;
        try (PlainImage second = PlainImage.of(other)) {
            differences = ImageDiff.of(one, second.file());
        }
        if (json) {
            output.result(Json.object("same", differences.isEmpty(), "differences", differences));
        } else {
            differences.forEach(output::result);
        }
        return differences.isEmpty() ? Exit.OK : Exit.FAILED;
    }

    private static int verify(Path image, Path content, CommandLine line, Output output) throws IOException {
        Optional<PublicKey> trust = line.hasOption(TRUST)
                ? Optional.of(KeyFile.readPublic(FlashImage.existing(Path.of(line.getOptionValue(TRUST)))))
                : Optional.empty();
        Project project = Project.find();
        ImageVerify.Verdict verdict = ImageVerify.verify(
                image, content, trust, board -> BoardCheck.board(board, project.root(), new Diagnostics()));
        if (line.hasOption(JSON)) {
            output.result(Json.object(
                    "ok", verdict.ok(),
                    "checked", verdict.checked(),
                    "findings",
                            verdict.findings().stream().map(Finding::toString).toList()));
        } else {
            verdict.findings().forEach(finding -> output.result(finding.toString()));
            output.result((verdict.ok() ? "whole: " : "NOT whole; checked: ") + String.join(", ", verdict.checked()));
        }
        if (verdict.untrusted()) {
            return Exit.SIGNATURE;
        }
        return verdict.ok() ? Exit.OK : Exit.VERIFICATION;
    }
}
