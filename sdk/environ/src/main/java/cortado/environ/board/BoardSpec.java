package cortado.environ.board;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A board package: the content of a {@code board.yaml}. See {@code boards/README.md} for the file's keys.
 *
 * @param name the board's name, which is that of its folder
 * @param description one line for people
 * @param dts the board's device-tree source, a file name in its folder
 * @param qemu how QEMU emulates it; absent where nothing does
 * @param firmware Debian packages with files for the card
 * @param image what the card holds; absent for a board that QEMU boots without one
 */
public record BoardSpec(
        String name,
        String description,
        String dts,
        Optional<Qemu> qemu,
        List<FirmwarePackage> firmware,
        Optional<Image> image) {
    /** Copies the list. */
    public BoardSpec {
        firmware = List.copyOf(firmware);
    }

    /** What QEMU is started with. */
    public enum Boot {
        /** The kernel and the bundle, and QEMU's own tree. */
        KERNEL,
        /** What the card image's boot partition and its {@code config.txt} name. */
        IMAGE
    }

    /**
     * An emulated machine.
     *
     * @param machine the name that {@code -M} takes
     * @param cpu the model that {@code -cpu} takes
     * @param smp how many CPUs
     * @param memory bytes of RAM
     * @param gic the interrupt controller's version, where the machine lets one choose
     * @param virtualization whether to ask the machine for EL2
     * @param boot what is handed to it
     * @param absent paths of nodes in the card's device tree for what the board has and this machine has not
     * @param options more words for QEMU's command line
     */
    public record Qemu(
            String machine,
            String cpu,
            int smp,
            long memory,
            OptionalInt gic,
            boolean virtualization,
            Boot boot,
            List<String> absent,
            List<String> options) {
        /** Copies the lists. */
        public Qemu {
            absent = List.copyOf(absent);
            options = List.copyOf(options);
        }
    }

    /**
     * A Debian package that files are taken from when a card is built.
     *
     * @param name the package
     * @param version exactly this one
     * @param suite of Debian, such as bookworm or bookworm-backports
     * @param component such as main or non-free-firmware
     * @param architecture such as arm64 or all
     * @param sha256 of the package file
     * @param licence what may be done with the files, in a phrase
     * @param files what is taken
     */
    public record FirmwarePackage(
            String name,
            String version,
            String suite,
            String component,
            String architecture,
            String sha256,
            String licence,
            List<FirmwareFile> files) {
        /** Copies the list. */
        public FirmwarePackage {
            files = List.copyOf(files);
        }
    }

    /**
     * A file of a package.
     *
     * @param path in the package, without a leading slash
     * @param as its name on the card
     * @param sha256 of the file
     */
    public record FirmwareFile(String path, String as, String sha256) {}

    /**
     * A card: an MBR with one FAT32 partition that the board's firmware boots from.
     *
     * @param size bytes of the whole image, a power of two
     * @param label the partition's volume label
     * @param kernel the kernel's name on the card
     * @param bundle the boot bundle's name on the card
     * @param dtb the device tree's name on the card
     * @param config the text of {@code config.txt}
     */
    public record Image(long size, String label, String kernel, String bundle, String dtb, String config) {}
}
