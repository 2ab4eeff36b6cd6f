package cortado.flash.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds out what uses a drive or its partitions. */
public final class DriveUse {
    /** Places without which the running system would stop. */
    private static final Set<String> SYSTEM =
            Set.of("/", "/boot", "/boot/efi", "/boot/firmware", "/usr", "/var", "/home");

    private final SystemFiles files;
    private final UdevRecords udev;

    /**
     * One use.
     *
     * @param what it is, as a sentence without a full stop
     * @param remedy the command that ends it, empty where nothing should
     */
    public record Use(String what, String remedy) {}

    /**
     * A mounted file system.
     *
     * @param node the device's name
     * @param point where it is
     */
    public record Mount(String node, String point) {}

    /** Looks into these files. */
    public DriveUse(SystemFiles files) {
        this.files = files;
        this.udev = new UdevRecords(files);
    }

    /** Everything that uses the drive; empty for one that may be overwritten. */
    public List<Use> of(Drive drive) {
        List<Use> uses = new ArrayList<>();
        node(drive.name(), drive.number(), "sys/block/" + drive.name(), uses);
        for (Drive.Part part : drive.parts()) {
            node(part.name(), part.number(), "sys/block/" + drive.name() + "/" + part.name(), uses);
        }
        if (drive.bus() == Drive.Bus.LOOP) {
            backing(drive).ifPresent(uses::add);
        }
        return uses;
    }

    /** Where the drive and its partitions are mounted. */
    public List<Mount> mounts(Drive drive) {
        List<Mount> mounts = new ArrayList<>(mounts(drive.name(), drive.number()));
        drive.parts().forEach(part -> mounts.addAll(mounts(part.name(), part.number())));
        return mounts;
    }

    private void node(String name, String number, String folder, List<Use> uses) {
        for (Mount mount : mounts(name, number)) {
            uses.add(
                    SYSTEM.contains(mount.point())
                            ? new Use(name + " holds " + mount.point() + " of the running system", "")
                            : new Use(name + " is mounted at " + mount.point(), "sudo umount /dev/" + name));
        }
        if (swaps().contains("/dev/" + name)) {
            uses.add(new Use(name + " is used as swap", "sudo swapoff /dev/" + name));
        }
        int before = uses.size();
        files.names(folder + "/holders").forEach(holder -> uses.add(held(name, holder)));
        loops(name)
                .forEach(loop -> uses.add(
                        new Use(name + " is what /dev/" + loop + " is made of", "sudo losetup -d /dev/" + loop)));
        for (String system : files.names("sys/fs/btrfs")) {
            if (files.exists("sys/fs/btrfs/" + system + "/devices/" + name)
                    && mounts(name, number).isEmpty()) {
                uses.add(new Use(name + " is part of a mounted btrfs file system", ""));
            }
        }
        if (uses.size() == before) {
            content(name, number)
                    .ifPresent(found -> uses.add(new Use(
                            name + " belongs to " + found,
                            "sudo wipefs --all /dev/" + name + "   (only if it is not needed)")));
        }
    }

    /** Volumes that are not active now are data all the same. */
    private Optional<String> content(String name, String number) {
        return MemberContent.named(udev.of(number).content().orElse(""))
                .or(() -> MemberContent.probe(files.at("dev/" + name)));
    }

    private Use held(String name, String holder) {
        String folder = "sys/block/" + holder;
        String number = files.text(folder + "/dev").orElse("");
        String where = mounts(holder, number).stream()
                .map(mount -> ", mounted at " + mount.point())
                .findFirst()
                .orElse("");
        if (holder.startsWith("md")) {
            return new Use(name + " is in the RAID " + holder + where, "sudo mdadm --stop /dev/" + holder);
        }
        String title = files.text(folder + "/dm/name").orElse(holder);
        String kind = files.text(folder + "/dm/uuid").orElse("");
        if (kind.startsWith("LVM-")) {
            return new Use(name + " is in LVM, as part of " + title + where, "sudo lvchange -an /dev/mapper/" + title);
        }
        if (kind.startsWith("CRYPT-")) {
            return new Use(name + " is opened as encrypted " + title + where, "sudo cryptsetup close " + title);
        }
        return new Use(name + " is used by " + title + where, "");
    }

    private List<String> loops(String name) {
        return files.names("sys/block").stream()
                .filter(loop -> files.text("sys/block/" + loop + "/loop/backing_file")
                        .filter(file -> file.equals("/dev/" + name))
                        .isPresent())
                .toList();
    }

    /** A loop device may only stand for a file: one over a drive would write past all other rules. */
    private Optional<Use> backing(Drive loop) {
        String file =
                files.text("sys/block/" + loop.name() + "/loop/backing_file").orElse("");
        return file.startsWith("/dev/") && !file.startsWith("/dev/shm/")
                ? Optional.of(new Use(loop.name() + " stands for " + file + ", a device of its own", ""))
                : Optional.empty();
    }

    /** The loop device that stands for a file, if one does. */
    public Optional<String> loopOf(Path file) {
        Path path = file.toAbsolutePath().normalize();
        return files.names("sys/block").stream()
                .filter(loop -> files.text("sys/block/" + loop + "/loop/backing_file")
                        .filter(backing -> isSame(path, Path.of(backing)))
                        .isPresent())
                .findFirst();
    }

    /** A file may have several names. */
    private static boolean isSame(Path one, Path other) {
        try {
            return one.equals(other) || Files.isSameFile(one, other);
        } catch (IOException e) {
            return false;
        }
    }

    private List<Mount> mounts(String name, String number) {
        List<Mount> mounts = new ArrayList<>();
        for (String line : files.lines("proc/self/mountinfo")) {
            MountLine mount = MountLine.parse(line);
            if (mount.number().equals(number)
                    || files.shown(files.real(mount.source())).equals("/dev/" + name)) {
                mounts.add(new Mount(name, mount.point()));
            }
        }
        return mounts;
    }

    private List<String> swaps() {
        return files.lines("proc/swaps").stream()
                .skip(1)
                .map(line -> files.shown(files.real(line.split("\\s+", 2)[0])))
                .toList();
    }
}
