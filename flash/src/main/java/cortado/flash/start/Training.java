package cortado.flash.start;

import cortado.environ.board.BoardSpec;
import cortado.environ.check.BoardCheck;
import cortado.environ.report.Diagnostics;
import cortado.flash.Main;
import cortado.flash.command.CommandException;
import cortado.flash.command.Devices;
import cortado.flash.command.Flash;
import cortado.flash.command.FlashTarget;
import cortado.flash.command.Subcommands;
import cortado.flash.device.Drive;
import cortado.flash.device.Drives;
import cortado.flash.device.SystemFiles;
import cortado.flash.device.Witness;
import cortado.flash.disk.CardImage;
import cortado.flash.disk.CardLayout;
import cortado.flash.disk.PartitionTable;
import cortado.flash.pipeline.ManifestBuild;
import cortado.flash.pipeline.Project;
import cortado.flash.target.DeviceTarget;
import cortado.flash.target.TargetException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What the JDK watches to learn which classes and methods the command needs at once: a look at the drives, an image
 * written to a file and compared with it, and one that is looked into and refused.
 */
public final class Training {
    private static final int CONTENT = 24 << 20;
    private static final long CARD = 64 << 20;

    private Training() {}

    /** Does all that in the folder that is named, and leaves it as it was. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "training");
        try {
            SystemFiles files = SystemFiles.ofMachine();
            new Subcommands(Main.SUBCOMMANDS).run("help", "flash");
            Subcommands commands = new Subcommands(List.of(new Flash(files, folder), new Devices(files, folder)));
            if (files.exists("sys/block")) {
                commands.run("devices", "--json");
                drives(files, folder);
            }
            String card = folder.resolve("card.img").toString();
            // No checkout has a board of this name, so nothing is looked for in its files.
            String image = image(
                            folder.resolve("image.img"),
                            new BoardSpec(
                                    "none", "no board", "none.dts", Optional.empty(), List.of(), Optional.empty()))
                    .toString();
            for (int i = 0; i < 2; i++) {
                commands.run("flash", image, "--to", card, "--yes");
            }
            for (String name : List.of("rpi4", "rpi5")) {
                Optional<BoardSpec> board =
                        BoardCheck.board(name, Project.find().root(), new Diagnostics());
                if (board.isPresent()) {
                    String refused =
                            image(folder.resolve(name + ".img"), board.get()).toString();
                    commands.run("flash", refused, "--to", card, "--yes");
                }
            }
            // What System.exit asks before it ends a process.
            System.getLogger("java.lang.Runtime").isLoggable(System.Logger.Level.DEBUG);
        } finally {
            delete(folder);
        }
    }

    /** How a drive is refused, which is not opened for that, and what one is opened with, which needs no drive. */
    private static void drives(SystemFiles files, Path folder) throws IOException {
        for (Drive drive : new Drives(files).all()) {
            Witness.of(drive, files);
            try {
                FlashTarget.resolve(drive.path(), Long.MAX_VALUE, files, folder);
            } catch (CommandException e) {
                // It is too small for that, whatever it is.
            }
        }
        if (DeviceTarget.available()) {
            try (DeviceTarget never = DeviceTarget.open("/dev/zero")) {
                throw new IllegalStateException(never.name() + " is a drive");
            } catch (TargetException e) {
                // It is none, and that was found out with all that a drive needs.
            }
        }
    }

    private static Path image(Path image, BoardSpec board) throws IOException {
        byte[] content = new byte[CONTENT];
        new Random(1).nextBytes(content);
        Map<String, byte[]> files = new TreeMap<>(Map.of(
                "config.txt",
                "arm_64bit=1\nenable_uart=1\n".getBytes(StandardCharsets.US_ASCII),
                "kernel8.img",
                content));
        CardImage.write(image, CardLayout.single(PartitionTable.Format.MBR, CARD, "CORTADO", files));
        ManifestBuild.write(image, board, files);
        return image;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
