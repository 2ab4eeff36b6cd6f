package cortado.environ.yaml;

import cortado.environ.board.BoardSpec;
import cortado.environ.board.BoardSpec.Boot;
import cortado.environ.board.BoardSpec.FirmwareFile;
import cortado.environ.board.BoardSpec.FirmwarePackage;
import cortado.environ.board.BoardSpec.Image;
import cortado.environ.board.BoardSpec.Qemu;
import cortado.environ.report.Diagnostics;
import cortado.environ.text.Nearest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Loads {@code board.yaml}. */
public final class BoardFile {
    private static final String CARD_NAME = "a file name on the card";
    private static final int LABEL = 11;

    private BoardFile() {}

    /**
     * Loads one file.
     *
     * @param file {@code board.yaml} in the board's folder
     * @param shown the file's name in messages
     * @return nothing if the file has an error, which is among the diagnostics then
     */
    public static Optional<BoardSpec> load(Path file, String shown, Diagnostics diagnostics) {
        Diagnostics own = new Diagnostics();
        Optional<BoardSpec> spec = YamlFile.open(file, shown, own).map(section -> read(section, file));
        diagnostics.addAll(own);
        return own.hasErrors() ? Optional.empty() : spec;
    }

    private static BoardSpec read(Section section, Path file) {
        Path folder = file.toAbsolutePath().normalize().getParent();
        String name = section.text("name", Names.PROCESS);
        if (!name.isEmpty() && !name.equals(String.valueOf(folder.getFileName()))) {
            section.wrong(
                    "name", "'" + name + "' found; the folder's name '" + folder.getFileName() + "' was expected");
        }
        String description = section.text("description", "a line for people");
        String dts = section.text("dts", "the name of a .dts file in the board's folder");
        if (!dts.isEmpty() && !Files.isRegularFile(folder.resolve(dts))) {
            section.wrong("dts", "no file '" + dts + "' in the board's folder" + nearestFile(folder, dts));
        }
        Optional<Qemu> qemu = section.section("qemu", "a mapping with machine, cpu, smp and memory", false)
                .map(BoardFile::qemu);
        List<FirmwarePackage> firmware = new ArrayList<>();
        for (Section.Item item : section.items("firmware", "a list of Debian packages", false)) {
            item.section("a mapping that describes a Debian package")
                    .map(BoardFile::firmware)
                    .ifPresent(firmware::add);
        }
        Optional<Image> image = section.section("image", "a mapping with size, kernel, bundle and config", false)
                .map(BoardFile::image);
        if (qemu.isPresent() && qemu.get().boot() == Boot.IMAGE && image.isEmpty()) {
            section.wrong("qemu", "boot is 'image', but the board has none; 'kernel' or an image section was expected");
        }
        section.end();
        return new BoardSpec(name, description, dts, qemu, firmware, image);
    }

    private static String nearestFile(Path folder, String dts) {
        try (Stream<Path> files = Files.list(folder)) {
            TreeSet<String> names = new TreeSet<>();
            files.map(file -> file.getFileName().toString())
                    .filter(file -> file.endsWith(".dts"))
                    .forEach(names::add);
            return Nearest.suggestion(dts, names);
        } catch (IOException e) {
            return "";
        }
    }

    private static Qemu qemu(Section section) {
        Map<String, Boot> boots = new LinkedHashMap<>();
        boots.put("kernel", Boot.KERNEL);
        boots.put("image", Boot.IMAGE);
        Map<String, OptionalInt> versions = new LinkedHashMap<>();
        versions.put("2", OptionalInt.of(2));
        versions.put("3", OptionalInt.of(3));
        Qemu qemu = new Qemu(
                section.text("machine", "the name of a machine, such as virt"),
                section.text("cpu", "the name of a CPU, such as cortex-a72"),
                (int) section.number("smp", "a number of CPUs from 1 to 8", Units::number, 1, 8, 1L),
                section.number("memory", "a size such as 512M", Units::bytes, 16L << 20, 256L << 30, null),
                section.choice("gic", versions, OptionalInt.empty()),
                section.flag("virtualization", false),
                section.choice("boot", boots, Boot.KERNEL),
                section.texts("absent", "a list of paths in the device tree, such as [/soc/mmc@7e300000]", false),
                section.texts("options", "a list of words for QEMU's command line", false));
        section.end();
        return qemu;
    }

    private static FirmwarePackage firmware(Section section) {
        String name = section.text("package", "the name of a Debian package");
        String version = section.text("version", "the package's exact version");
        String suite = section.text("suite", "a Debian suite, such as bookworm", "bookworm");
        String component = section.text("component", "a component, such as main or non-free-firmware", "main");
        String architecture = section.text("architecture", "an architecture, such as arm64 or all", "all");
        String sha256 = Hashes.sha256(section);
        String licence = section.text("licence", "what may be done with the files, in a phrase");
        List<FirmwareFile> files = new ArrayList<>();
        for (Section.Item item : section.items("files", "a list of files to take from the package", true)) {
            item.section("a mapping with path, as and sha256")
                    .map(BoardFile::file)
                    .ifPresent(files::add);
        }
        section.end();
        return new FirmwarePackage(name, version, suite, component, architecture, sha256, licence, files);
    }

    private static FirmwareFile file(Section section) {
        String path = section.text("path", "a path in the package");
        if (path.startsWith("/") || path.contains("..")) {
            section.wrong("path", "'" + path + "' found; a path in the package, without a leading slash, was expected");
        }
        String as = section.text("as", CARD_NAME, path.substring(path.lastIndexOf('/') + 1));
        FirmwareFile file = new FirmwareFile(path, as, Hashes.sha256(section));
        section.end();
        return file;
    }

    private static boolean hasLine(String config, String start) {
        return config.lines().anyMatch(line -> line.equals(start) || line.startsWith(start + " "));
    }

    private static Image image(Section section) {
        long size = section.number("size", "a size such as 256M", Units::bytes, 64L << 20, 64L << 30, null);
        if (Long.bitCount(size) != 1) {
            section.wrong("size", "'" + size + "' found; a power of two was expected, which is all QEMU takes");
        }
        String label = section.text("label", "a volume label of at most 11 letters", "CORTADO");
        if (label.length() > LABEL) {
            section.wrong("label", "'" + label + "' found; a volume label of at most 11 letters was expected");
        }
        String kernel = section.text("kernel", CARD_NAME);
        String bundle = section.text("bundle", CARD_NAME, "cortado.cpio");
        String dtb = section.text("dtb", CARD_NAME);
        String config = section.text("config", "the text of config.txt");
        if (!config.isEmpty() && !kernel.isEmpty() && !hasLine(config, "kernel=" + kernel)) {
            section.wrong("config", "no line 'kernel=" + kernel + "', so the firmware would not find the kernel");
        }
        if (!config.isEmpty() && !hasLine(config, "initramfs " + bundle)) {
            section.wrong("config", "no line 'initramfs " + bundle + " followkernel', so no bundle would be loaded");
        }
        section.end();
        return new Image(size, label, kernel, bundle, dtb, config);
    }
}
