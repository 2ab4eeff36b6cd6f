package cortado.flash.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A folder that holds what {@code /sys}, {@code /proc} and {@code /run/udev} say on a machine with these drives. */
final class FakeMachine {
    private final Path root;

    FakeMachine(Path root) throws IOException {
        // What links lead to is compared with the root, which must have no links itself.
        this.root = root.toRealPath();
        file("proc/self/mountinfo", "22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw\n");
        file("proc/swaps", "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n");
        file("proc/sys/kernel/random/boot_id", "0f1e2d3c\n");
        drive("nvme0n1", "259:0", 2_000_409_264L, "devices/pci0000:00/0000:00:1d.0/nvme/nvme0");
        part("nvme0n1", "nvme0n1p2", "259:2");
        file("sys/block/nvme0n1/device/model", "Samsung SSD 980 PRO 1TB\n");
        file("sys/block/nvme0n1/device/serial", "S5GXNX0T123456\n");
    }

    SystemFiles files() {
        return new SystemFiles(root);
    }

    /** A USB reader with a card of 32 GB and one mounted nowhere partition. */
    FakeMachine reader(String name) throws IOException {
        drive(name, "8:16", 62_333_952L, "devices/pci0000:00/0000:00:14.0/usb2/2-1/2-1:1.0/host6/target6:0:0");
        part(name, name + "1", "8:17");
        file("sys/block/" + name + "/removable", "1\n");
        file("sys/block/" + name + "/diskseq", "12\n");
        file("sys/block/" + name + "/device/vendor", "Generic \n");
        file("sys/block/" + name + "/device/model", "STORAGE DEVICE  \n");
        file("run/udev/data/b8:16", """
                S:disk/by-path/pci-0000:00:14.0-usb-0:1:1.0-scsi-0:0:0:0
                S:disk/by-id/usb-Generic_STORAGE_DEVICE_000000000821-0:0
                E:ID_MODEL=STORAGE_DEVICE
                E:ID_SERIAL=Generic_STORAGE_DEVICE_000000000821-0:0
                E:ID_SERIAL_SHORT=000000000821
                """);
        return this;
    }

    /** The slot of a notebook, with an SD card. */
    FakeMachine slot() throws IOException {
        drive("mmcblk0", "179:0", 31_116_288L, "devices/platform/soc/mmc0/mmc0:aaaa");
        file("sys/block/mmcblk0/device/type", "SD\n");
        file("sys/block/mmcblk0/device/name", "SC16G\n");
        file("sys/block/mmcblk0/device/serial", "0x35b3a9f2\n");
        return this;
    }

    FakeMachine loop(String name, String backing) throws IOException {
        drive(name, "7:" + name.substring(4), 204_800L, "devices/virtual");
        return file("sys/block/" + name + "/loop/backing_file", backing + "\n");
    }

    FakeMachine mount(String number, String point, String source) throws IOException {
        return more(
                "proc/self/mountinfo",
                "90 22 " + number + " / " + point + " rw,nosuid shared:9 - vfat " + source + " rw\n");
    }

    FakeMachine swap(String device) throws IOException {
        return more("proc/swaps", device + "\tpartition\t1000\t0\t-2\n");
    }

    /** A device-mapper or RAID device over a partition. */
    FakeMachine holder(String drive, String part, String holder, String number) throws IOException {
        Files.createDirectories(root.resolve("sys/block/" + drive + "/" + part + "/holders/" + holder));
        return file("sys/block/" + holder + "/dev", number + "\n");
    }

    FakeMachine file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    FakeMachine more(String path, String content) throws IOException {
        Files.writeString(root.resolve(path), content, StandardOpenOption.APPEND);
        return this;
    }

    Path at(String path) {
        return root.resolve(path);
    }

    private void drive(String name, String number, long sectors, String bus) throws IOException {
        Path folder = root.resolve("sys").resolve(bus).resolve("block").resolve(name);
        Files.createDirectories(folder);
        Path link = root.resolve("sys/block").resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, link.getParent().relativize(folder));
        file("sys/block/" + name + "/dev", number + "\n");
        file("sys/block/" + name + "/size", sectors + "\n");
        file("sys/block/" + name + "/ro", "0\n");
        file("sys/block/" + name + "/removable", "0\n");
        file("dev/" + name, "");
    }

    private void part(String drive, String name, String number) throws IOException {
        file("sys/block/" + drive + "/" + name + "/partition", "1\n");
        file("sys/block/" + drive + "/" + name + "/dev", number + "\n");
        file("dev/" + name, "");
    }
}
