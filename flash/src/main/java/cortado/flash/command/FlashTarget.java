package cortado.flash.command;

import cortado.flash.device.Destination;
import cortado.flash.device.Drive;
import cortado.flash.device.DriveSafety;
import cortado.flash.device.DriveUse;
import cortado.flash.device.Drives;
import cortado.flash.device.Listing;
import cortado.flash.device.SystemFiles;
import cortado.flash.device.Witness;
import cortado.flash.target.DeviceTarget;
import cortado.flash.target.FileTarget;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What {@code --to} names, looked at with every safety rule before it is opened and again afterwards. */
public final class FlashTarget {
    private final String to;
    private final SystemFiles files;
    private final Path cache;
    private final Destination destination;

    private FlashTarget(String to, SystemFiles files, Path cache, Destination destination) {
        this.to = to;
        this.files = files;
        this.cache = cache;
        this.destination = destination;
    }

    /**
     * Finds what is named, and refuses it by name and reason where it must not be overwritten.
     *
     * @param needed bytes of the image
     * @param cache where `devices` keeps what it listed
     * @throws CommandException with {@link Exit#UNSAFE} and every reason
     */
    public static FlashTarget resolve(String to, long needed, SystemFiles files, Path cache) {
        Destination destination = Destination.of(to, files);
        FlashTarget target = new FlashTarget(to, files, cache, destination);
        target.refuse(target.refusals(needed));
        return target;
    }

    private List<DriveSafety.Refusal> refusals(long needed) {
        // The first pattern switch of a process costs it tens of milliseconds, which these questions are not worth.
        if (destination instanceof Destination.Impossible(String reason, String remedy)) {
            return List.of(new DriveSafety.Refusal(reason, remedy));
        }
        if (destination instanceof Destination.Whole(Drive drive)) {
            return new DriveSafety(files)
                    .refusals(drive, needed, new Listing(cache, files).of(drive.name(), Instant.now()));
        }
        return file().flatMap(new DriveUse(files)::loopOf)
                .map(loop -> List.of(
                        new DriveSafety.Refusal("/dev/" + loop + " is made of it", "sudo losetup -d /dev/" + loop)))
                .orElse(List.of());
    }

    private void refuse(List<DriveSafety.Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        throw new CommandException(
                Exit.UNSAFE,
                refusals.stream()
                        .map(refusal -> "\n    " + refusal.reason()
                                + (refusal.remedy().isEmpty() ? "" : "\n        " + refusal.remedy()))
                        .collect(Collectors.joining("", "refused to write to " + to + ":", "")));
    }

    /** Refuses to write an image over the file that it is read from. */
    void refuseIfSame(Path image) throws IOException {
        if (file().isPresent() && Files.exists(file().get()) && Files.isSameFile(file().get(), image)) {
            refuse(List.of(
                    new DriveSafety.Refusal("it is the image itself, which would be lost", "--to another file")));
        }
    }

    /** What would be lost, for the question before the first write; empty if nothing would. */
    public Optional<String> loss() throws IOException {
        if (destination instanceof Destination.Whole(Drive drive)) {
            return Optional.of("everything on " + drive.path() + ", " + drive.description());
        }
        Optional<Path> file = file();
        return file.isPresent() && Files.isRegularFile(file.get()) && Files.size(file.get()) > 0
                ? Optional.of("the file " + file.get())
                : Optional.empty();
    }

    /** What says the same as long as nothing is written to the drive; nothing for files and old kernels. */
    public Optional<String> witness() {
        return destination instanceof Destination.Whole(Drive drive) ? Witness.of(drive, files) : Optional.empty();
    }

    /** Whether it is a drive, and not a file. */
    public boolean isDrive() {
        return destination instanceof Destination.Whole;
    }

    /** Whether it is a file that is not there yet. */
    public boolean isNewFile() {
        return destination instanceof Destination.ImageFile file && Files.notExists(file.file());
    }

    /** Tells cards and files apart, for the journal of transfers that were cut short. */
    public String identity() {
        if (destination instanceof Destination.Whole(Drive drive)) {
            // A loop device is only as lasting as its file.
            return drive.bus() == Drive.Bus.LOOP
                    ? "loop "
                            + files.text("sys/block/" + drive.name() + "/loop/backing_file")
                                    .orElse("")
                    : "drive " + drive.description() + " " + drive.size();
        }
        return "file " + file().orElseThrow();
    }

    /**
     * Opens it exclusively, and makes sure that it is still what was looked at.
     *
     * @throws CommandException with {@link Exit#UNSAFE} if it is not
     */
    public Target open(long needed) throws TargetException {
        if (!(destination instanceof Destination.Whole(Drive drive))) {
            return FileTarget.open(((Destination.ImageFile) destination).file());
        }
        if (!DeviceTarget.available()) {
            throw new CommandException(
                    Exit.UNSAFE,
                    "drives are opened exclusively with calls that this program knows for Linux on x86-64 and arm64;"
                            + " write to a file here and copy that with the system's own tool");
        }
        DeviceTarget target = DeviceTarget.open(drive.path());
        try {
            DeviceTarget.Opened opened = target.opened();
            boolean same = opened.number().equals(drive.number())
                    && (opened.insertion() == 0 || drive.insertion() == 0 || opened.insertion() == drive.insertion())
                    && target.size() == drive.size()
                    && new Drives(files)
                            .drive(drive.name())
                            .filter(drive::isLike)
                            .isPresent();
            if (!same) {
                refuse(List.of(new DriveSafety.Refusal(
                        "it was " + drive.description() + " when it was looked at, and is another drive or card now",
                        "run `./cortado devices` again and look")));
            }
            refuse(refusals(needed));
            return target;
        } catch (TargetException | CommandException e) {
            target.close();
            throw e;
        }
    }

    /** How the person named it. */
    public String name() {
        return to;
    }

    /** The file, where it is one. */
    public Optional<Path> file() {
        return destination instanceof Destination.ImageFile(Path file) ? Optional.of(file) : Optional.empty();
    }
}
