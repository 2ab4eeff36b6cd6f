package cortado.flash.device;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What a person means by {@code --to}. */
public sealed interface Destination {
    /** A whole drive. */
    record Whole(Drive drive) implements Destination {}

    /** An image file, which need not exist. */
    record ImageFile(Path file) implements Destination {}

    /**
     * Something that an image cannot be written to.
     *
     * @param reason a sentence without a full stop
     * @param remedy what to name instead; may be empty
     */
    record Impossible(String reason, String remedy) implements Destination {}

    /** Follows links, such as those of {@code /dev/disk/by-id}, and tells drives from partitions and files. */
    static Destination of(String to, SystemFiles files) {
        Path path = files.real(
                to.startsWith("/") ? to : Path.of(to).toAbsolutePath().toString());
        String shown = files.shown(path);
        if (!shown.startsWith("/dev/") || shown.startsWith("/dev/shm/")) {
            return file(to, path);
        }
        String name = shown.substring("/dev/".length());
        Optional<Drive> drive = new Drives(files).drive(name.replace('/', '!'));
        if (drive.isPresent()) {
            return new Whole(drive.get());
        }
        Optional<Drive> parent = new Drives(files)
                .all().stream()
                        .filter(whole -> whole.parts().stream()
                                .anyMatch(part -> part.name().equals(name)))
                        .findFirst();
        if (parent.isPresent()) {
            return new Impossible(
                    "it is one partition; an image holds a whole card with its partition table",
                    "--to " + parent.get().path());
        }
        return Files.exists(path)
                ? new Impossible("it is no drive", "`./cortado devices` lists the drives that can be flashed")
                : new Impossible("there is no such device", "`./cortado devices` lists those there are");
    }

    private static Destination file(String to, Path path) {
        if (Files.isDirectory(path)) {
            return new Impossible("it is a folder", "--to " + Path.of(to).resolve("card.img"));
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            // Such as a device's node in another folder, for which none of the rules for drives would count.
            return new Impossible(
                    "it is no file, and no drive below /dev",
                    "`./cortado devices` lists the drives that can be flashed");
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            return new Impossible("there is no folder " + folder, "mkdir -p " + folder);
        }
        return new ImageFile(path);
    }
}
