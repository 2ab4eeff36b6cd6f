package cortado.flash.run;

import cortado.environ.board.BoardSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Builds QEMU's command line from a board's description and what a person wants otherwise. */
public final class QemuCommand {
    private static final String PROGRAM = "qemu-system-aarch64";

    /** Of a virtio device: the interface of virtio 1.0 and later, and no way around the IOMMU. */
    private static final String BEHIND_IOMMU = "disable-legacy=on,iommu_platform=on";

    private final BoardSpec.Qemu board;
    private String cpu;
    private int smp;
    private OptionalInt gic;
    private boolean virtualization;
    private long memory;
    private Optional<Path> disk = Optional.empty();
    private boolean counted;
    private boolean debugged;
    private final List<String> more = new ArrayList<>();

    /** Starts from the board's own machine. */
    public QemuCommand(BoardSpec.Qemu board) {
        this.board = board;
        this.cpu = board.cpu();
        this.smp = board.smp();
        this.gic = board.gic();
        this.virtualization = board.virtualization();
        this.memory = board.memory();
    }

    /** Another CPU model. */
    public QemuCommand cpu(String model) {
        cpu = model;
        return this;
    }

    /** Another number of CPUs. */
    public QemuCommand smp(int cpus) {
        smp = cpus;
        return this;
    }

    /** Another version of the interrupt controller; only {@link #isConfigurable} machines have a choice. */
    public QemuCommand gic(int version) {
        gic = OptionalInt.of(version);
        return this;
    }

    /** Whether the machine has EL2, at which the kernel is then entered. */
    public QemuCommand virtualization(boolean available) {
        virtualization = available;
        return this;
    }

    /** Another amount of RAM, in bytes. */
    public QemuCommand memory(long bytes) {
        memory = bytes;
        return this;
    }

    /** A raw image for the virtio disk; the guest's writes go to it. */
    public QemuCommand disk(Path image) {
        disk = Optional.of(image);
        return this;
    }

    /** Makes time count instructions, and every run the same. */
    public QemuCommand counted() {
        counted = true;
        return this;
    }

    /** Waits for gdb on port 1234 before the first instruction. */
    public QemuCommand debugged() {
        debugged = true;
        return this;
    }

    /** More words for QEMU's command line, behind all others. */
    public QemuCommand options(List<String> words) {
        more.addAll(words);
        return this;
    }

    /** Whether CPU model, number of CPUs and interrupt controller can be chosen: a real board has what it has. */
    public boolean isConfigurable() {
        return board.machine().equals("virt") || board.machine().startsWith("virt,");
    }

    /** Whether the machine has an IOMMU: QEMU's stands before PCI devices alone. */
    private boolean hasIommu() {
        return board.machine().contains(",iommu=");
    }

    /**
     * The command line, with the serial line on standard input and output and QEMU's own keys as {@code monitor} says.
     */
    public List<String> words(BootFiles files, boolean monitor) {
        List<String> words = new ArrayList<>(List.of(PROGRAM, "-M", machine()));
        words.addAll(List.of("-smp", Integer.toString(smp), "-m", memory / (1 << 20) + "M"));
        if (isConfigurable()) {
            words.addAll(List.of("-cpu", cpu));
        }
        words.addAll(List.of("-display", "none", "-nodefaults", "-serial", monitor ? "mon:stdio" : "stdio"));
        words.addAll(List.of("-accel", "tcg,thread=single"));
        if (!monitor) {
            words.add("-no-reboot");
        }
        words.addAll(List.of("-kernel", files.kernel().toString()));
        words.addAll(List.of("-initrd", files.bundle().toString()));
        files.deviceTree().ifPresent(tree -> words.addAll(List.of("-dtb", tree.toString())));
        if (!files.arguments().isEmpty()) {
            words.addAll(List.of("-append", files.arguments()));
        }
        files.card()
                .ifPresent(card -> words.addAll(
                        List.of("-drive", "if=sd,format=raw,snapshot=on,file.locking=off,file=" + escaped(card))));
        if (isConfigurable()) {
            addVirtioDevices(words);
        }
        if (counted) {
            words.addAll(
                    List.of("-icount", "shift=0,sleep=off", "-rtc", "base=2026-01-01T00:00:00,clock=vm", "-seed", "1"));
        }
        if (debugged) {
            words.addAll(List.of("-s", "-S"));
        }
        words.addAll(board.options());
        words.addAll(more);
        return words;
    }

    private String machine() {
        StringBuilder machine = new StringBuilder(board.machine());
        if (isConfigurable()) {
            machine.append(",virtualization=").append(virtualization ? "on" : "off");
            gic.ifPresent(version -> machine.append(",gic-version=").append(version));
            if (counted) {
                machine.append(",dtb-randomness=off");
            }
        }
        return machine.toString();
    }

    private void addVirtioDevices(List<String> words) {
        if (hasIommu()) {
            addPciDevices(words);
            return;
        }
        // Drivers speak virtio 1.2, which QEMU's MMIO transport offers only when asked.
        // Eight transports share a page, and drivers are granted pages: each device gets a page of its own.
        words.addAll(List.of(
                "-global", "virtio-mmio.force-legacy=false", "-device", "virtio-rng-device,bus=virtio-mmio-bus.31"));
        disk.ifPresent(image -> words.addAll(List.of(
                "-drive",
                "if=none,id=disk,format=raw,file=" + escaped(image),
                "-device",
                "virtio-blk-device,drive=disk,serial=cortado,bus=virtio-mmio-bus.23")));
    }

    /** Four lines serve all interrupt pins, by the device's number: each of these has one for itself. */
    private void addPciDevices(List<String> words) {
        words.addAll(List.of("-device", "virtio-rng-pci,addr=2," + BEHIND_IOMMU));
        disk.ifPresent(image -> words.addAll(List.of(
                "-drive",
                "if=none,id=disk,format=raw,file=" + escaped(image),
                "-device",
                "virtio-blk-pci,addr=1,drive=disk,serial=cortado," + BEHIND_IOMMU)));
    }

    /** A comma in a file name is doubled in QEMU's option lists. */
    private static String escaped(Path path) {
        return path.toString().replace(",", ",,");
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s, %d × %s, %d MiB", machine(), smp, cpu, memory / (1 << 20));
    }
}
