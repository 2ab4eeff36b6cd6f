package cortado.flash.start;

import cortado.flash.command.Devices;
import cortado.flash.command.Flash;
import cortado.flash.command.Subcommands;
import cortado.flash.device.SystemFiles;
import cortado.flash.manifest.ImageFiles;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapBuild;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * What the JDK watches to learn which classes and methods the command needs at once: a look at the drives, and an image
 * written to a file and compared with it.
 */
public final class Training {
    private static final int SIZE = 32 << 20;

    private Training() {}

    /** Does all that in the folder that is named, and leaves it as it was. */
    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory(Path.of(arguments[0]), "training");
        try {
            SystemFiles files = SystemFiles.ofMachine();
            Subcommands commands = new Subcommands(List.of(new Flash(files, folder), new Devices(files, folder)));
            commands.run("help", "flash");
            if (files.exists("sys/block")) {
                commands.run("devices");
            }
            Path image = image(folder.resolve("image.img"));
            for (int i = 0; i < 2; i++) {
                commands.run(
                        "flash",
                        image.toString(),
                        "--to",
                        folder.resolve("card.img").toString(),
                        "--yes");
            }
        } finally {
            delete(folder);
        }
    }

    private static Path image(Path image) throws IOException {
        byte[] content = new byte[SIZE];
        new Random(1).nextBytes(content);
        Files.write(image, content);
        try (FileChannel channel = FileChannel.open(image)) {
            MapBuild.Mapped mapped = MapBuild.of(channel, MapBuild.everything(SIZE));
            Files.writeString(ImageFiles.map(image), BmapFile.text(mapped.map()));
        }
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
