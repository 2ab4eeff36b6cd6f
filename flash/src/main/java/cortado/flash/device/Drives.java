package cortado.flash.device;

import cortado.flash.device.Drive.Bus;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads the machine's drives from {@code /sys/block} and udev's database. */
public final class Drives {
    /** linux/types.h: sizes in /sys/block are in these, whatever the drive's own sectors are. */
    private static final int SECTOR = 512;
    /** What is in /sys/block, but stands for memory or for other drives. */
    private static final Pattern DERIVED = Pattern.compile("(ram|zram|dm-|md|sr|fd|nbd|zd|bcache).*");
    /** Boot areas and the replay-protected block of an eMMC, which are drives of their own to Linux. */
    private static final Pattern EMMC_AREA = Pattern.compile("mmcblk\\d+(boot\\d|rpmb)");

    private final SystemFiles files;
    private final UdevRecords udev;

    /** Reads from these files. */
    public Drives(SystemFiles files) {
        this.files = files;
        this.udev = new UdevRecords(files);
    }

    /** Every drive there is, also those that must not be written to; sorted by name. */
    public List<Drive> all() {
        return files.names("sys/block").stream()
                .filter(name -> !DERIVED.matcher(name).matches()
                        && !EMMC_AREA.matcher(name).matches())
                .flatMap(name -> drive(name).stream())
                .toList();
    }

    /** The drives that a person may want to flash: movable, with a medium; loop devices only with a file. */
    public List<Drive> movable() {
        return all().stream()
                .filter(drive -> drive.isMovable() && drive.size() > 0)
                .toList();
    }

    /** A drive by its name in {@code /sys/block}. */
    public Optional<Drive> drive(String name) {
        String folder = "sys/block/" + name;
        Optional<String> number = files.text(folder + "/dev");
        if (number.isEmpty()) {
            return Optional.empty();
        }
        UdevRecords.Properties known = udev.of(number.get());
        return Optional.of(new Drive(
                name,
                number.get(),
                files.number(folder + "/size").orElse(0L) * SECTOR,
                model(folder, known),
                first(known.serial(), files.text(folder + "/device/serial")),
                known.byId(),
                bus(name, folder),
                files.number(folder + "/removable").orElse(0L) == 1,
                files.number(folder + "/ro").orElse(0L) == 1,
                files.number(folder + "/diskseq").orElse(0L),
                parts(folder)));
    }

    private Optional<String> model(String folder, UdevRecords.Properties known) {
        // A card says its name in `name`, a disk its maker and model in two files.
        Optional<String> model =
                first(first(files.text(folder + "/device/model"), files.text(folder + "/device/name")), known.model());
        return model.map(text -> files.text(folder + "/device/vendor")
                .map(vendor -> vendor + " " + text)
                .orElse(text));
    }

    private static Optional<String> first(Optional<String> one, Optional<String> other) {
        return one.isPresent() ? one : other;
    }

    private Bus bus(String name, String folder) {
        if (name.startsWith("mmcblk")) {
            return files.text(folder + "/device/type").orElse("").equals("SD") ? Bus.SD : Bus.EMMC;
        }
        if (name.startsWith("nvme")) {
            return Bus.NVME;
        }
        if (name.startsWith("loop")) {
            return Bus.LOOP;
        }
        return files.real(folder).toString().contains("/usb") ? Bus.USB : Bus.INTERNAL;
    }

    private List<Drive.Part> parts(String folder) {
        List<Drive.Part> parts = new ArrayList<>();
        for (String name : files.names(folder)) {
            if (files.exists(folder + "/" + name + "/partition")) {
                files.text(folder + "/" + name + "/dev").ifPresent(number -> parts.add(new Drive.Part(name, number)));
            }
        }
        return parts;
    }
}
