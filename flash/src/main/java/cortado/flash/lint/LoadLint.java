package cortado.flash.lint;

import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.TreeFormatException;
import cortado.flash.firmware.ConfigTxt;
import cortado.flash.image.RawImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What the firmware loads for us: kernel, bundle and device tree, there, right, and apart from each other. */
final class LoadLint {
    /** Where 64-bit kernels go when config.txt names no place (Raspberry Pi documentation, "kernel_address"). */
    private static final long KERNEL_ADDRESS = 0x20_0000;
    /** The firmware's stub and spin table keep what is below. */
    private static final long LOWEST = 0x1000;

    private static final long TWO_MIB = 2 << 20;
    private static final long PAGE = 4096;
    /** The firmware's own parser takes no longer name. */
    private static final int INITRAMFS_NAME_MOST = 64;

    /** A stretch of memory. */
    private record Load(String what, long start, long bytes) {
        boolean meets(Load other) {
            return start < other.start + other.bytes && other.start < start + bytes;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s at %#x to %#x", what, start, start + bytes - 1);
        }
    }

    private final Silicon silicon;
    private final Map<String, byte[]> files;
    private final ConfigTxt config;
    private final List<Finding> findings;
    private final List<Load> loads = new ArrayList<>();

    LoadLint(Silicon silicon, Map<String, byte[]> files, ConfigTxt config, List<Finding> findings) {
        this.silicon = silicon;
        this.files = files;
        this.config = config;
        this.findings = findings;
    }

    void run(String defaultTree) {
        long kernelEnd = kernel();
        bundle(kernelEnd);
        tree(config.value("device_tree").orElse(defaultTree));
        overlays();
        for (int i = 0; i < loads.size(); i++) {
            for (Load other : loads.subList(i + 1, loads.size())) {
                if (loads.get(i).meets(other)) {
                    findings.add(Finding.error("config.txt loads the " + loads.get(i) + " and the " + other
                            + " into the same memory; 'initramfs FILE followkernel' and no device_tree_address keep"
                            + " them apart"));
                }
            }
        }
    }

    private long kernel() {
        if (silicon == Silicon.BCM2711 && !config.isOn("arm_64bit")) {
            findings.add(
                    Finding.error("config.txt does not say arm_64bit=1, so the board would start a 32-bit kernel"));
        }
        String name = config.value("kernel").orElse(silicon == Silicon.BCM2712 ? "kernel_2712.img" : "kernel8.img");
        Optional<byte[]> content = file("kernel", name);
        long address = config.number("kernel_address").orElse(KERNEL_ADDRESS);
        if (content.isEmpty()) {
            return address;
        }
        try {
            RawImage image = RawImage.of(content.get(), name);
            if (address % TWO_MIB != image.textOffset()) {
                findings.add(Finding.error(String.format(
                        Locale.ROOT,
                        "config.txt loads the kernel at %#x, but its header asks for %#x beyond a 2 MiB boundary, as in"
                                + " kernel_address=%#x",
                        address,
                        image.textOffset(),
                        KERNEL_ADDRESS + image.textOffset())));
            }
            if (address < LOWEST) {
                findings.add(Finding.error(String.format(
                        Locale.ROOT,
                        "config.txt loads the kernel at %#x, over the firmware's own stub below %#x",
                        address,
                        LOWEST)));
            }
            loads.add(new Load("kernel " + name, address, image.memorySize()));
            return address + image.memorySize();
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(e.getMessage()));
            return address + content.get().length;
        }
    }

    private void bundle(long kernelEnd) {
        if (config.initramfs().isEmpty()) {
            findings.add(Finding.error(
                    "config.txt has no 'initramfs' line, so there would be no boot bundle; 'initramfs cortado.cpio"
                            + " followkernel' was expected"));
            return;
        }
        ConfigTxt.Initramfs initramfs = config.initramfs().get();
        if (initramfs.file().length() > INITRAMFS_NAME_MOST) {
            findings.add(Finding.error("the name '" + initramfs.file() + "' (initramfs) has more than "
                    + INITRAMFS_NAME_MOST + " letters, which the firmware does not read"));
        }
        Optional<byte[]> content = file("initramfs", initramfs.file());
        if (content.isEmpty()) {
            return;
        }
        Optional<Long> place = address("initramfs " + initramfs.file(), initramfs.place());
        long start = place.filter(address -> address != 0).orElse((kernelEnd + PAGE - 1) / PAGE * PAGE);
        loads.add(new Load("boot bundle " + initramfs.file(), start, content.get().length));
    }

    private Optional<Long> address(String line, String text) {
        if (text.equals("followkernel")) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.decode(text));
        } catch (NumberFormatException e) {
            findings.add(Finding.error(
                    "config.txt: '" + line + " " + text + "' found; 'followkernel' or an address was expected"));
            return Optional.empty();
        }
    }

    private void tree(String name) {
        Optional<byte[]> content = file("device_tree", name);
        if (content.isEmpty()) {
            return;
        }
        try {
            List<String> compatible =
                    new DeviceTree(content.get()).nodes().getFirst().compatible();
            if (!compatible.contains(silicon.compatible())) {
                findings.add(Finding.error("the device tree " + name + " is for '" + String.join("', '", compatible)
                        + "'; one for '" + silicon.compatible() + "' was expected"));
            }
        } catch (TreeFormatException e) {
            findings.add(Finding.error(name + " is no device tree: " + e.getMessage()));
        }
        config.number("device_tree_address")
                .ifPresent(address -> loads.add(new Load("device tree " + name, address, content.get().length)));
        if (silicon == Silicon.BCM2712 && !files.containsKey("bcm2712d0-rpi-5-b.dtb")) {
            findings.add(Finding.warning("the card has no bcm2712d0-rpi-5-b.dtb: boards with D0 silicon (the 2 GB"
                    + " model was the first) need it beside " + name + ", and device_tree=bcm2712d0-rpi-5-b.dtb"));
        }
    }

    private void overlays() {
        for (String line : config.overlays()) {
            String name = line.replaceFirst("^dtoverlay=", "").replaceFirst(",.*", "");
            if (line.startsWith("dtoverlay=") && !name.isEmpty() && !files.containsKey("overlays/" + name + ".dtbo")) {
                findings.add(Finding.error("config.txt asks for the overlay '" + name + "', but there is no overlays/"
                        + name + ".dtbo on the boot partition"));
            }
        }
    }

    private Optional<byte[]> file(String key, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            findings.add(Finding.error("config.txt names '" + name + "' (" + key
                    + "), which the boot partition does not have; it holds " + String.join(", ", files.keySet())));
        }
        return Optional.ofNullable(content);
    }
}
