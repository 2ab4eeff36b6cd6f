package cortado.flash.run;

import cortado.flash.command.CommandException;
import cortado.flash.command.Exit;
import cortado.flash.disk.Card;
import cortado.flash.firmware.ConfigTxt;
import cortado.flash.image.RawImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Does what a Raspberry Pi's firmware does with a card, which no emulator runs: opens the boot partition, follows its
 * {@code config.txt}, and finds kernel, device tree and boot bundle there.
 */
public final class CardBoot {
    private static final String CONFIG = "config.txt";
    private static final long TWO_MIB = 2 << 20;

    private static final String DEFAULT_ARGUMENTS = "cmdline.txt";

    private final Path image;
    private final int partition;
    private final Map<String, byte[]> files;
    private final ConfigTxt config;

    /**
     * Opens a card image as at a usual start.
     *
     * @param model the board's name in {@code config.txt}, such as {@code pi4}
     */
    public CardBoot(Path image, String model) throws IOException {
        this(image, model, false);
    }

    /**
     * As {@link #CardBoot(Path, String)}.
     *
     * @param tryboot whether the board was restarted with the one-shot flag, which chooses the spare one of two slots
     */
    public CardBoot(Path image, String model, boolean tryboot) throws IOException {
        this.image = image;
        try (Card card = Card.open(image)) {
            if (tryboot && card.autoboot().isEmpty()) {
                throw new CommandException(
                        Exit.USAGE,
                        image + " has one boot partition, so there is no slot to try:"
                                + " `./cortado build BOARD --ab` makes cards with two");
            }
            this.partition = card.bootPartition(tryboot);
            this.files = card.files(partition);
        }
        byte[] text = files.get(CONFIG);
        if (text == null) {
            throw new CommandException(image + " has no " + CONFIG + " on its boot partition, which holds "
                    + String.join(", ", files.keySet()));
        }
        this.config = ConfigTxt.parse(new String(text, StandardCharsets.UTF_8), model);
    }

    /**
     * Extracts what the firmware would load.
     *
     * @param folder where the files go
     * @param defaultTree the device tree that the firmware takes when none is named
     */
    public BootFiles extract(Path folder, String defaultTree) throws IOException {
        if (!config.isOn("arm_64bit")) {
            throw new CommandException(
                    CONFIG + " on " + image + " does not say arm_64bit=1, so the board would start a 32-bit kernel");
        }
        String kernel = config.value("kernel").orElse("kernel8.img");
        byte[] kernelBytes = required("kernel", kernel);
        checkAddress(RawImage.of(kernelBytes, kernel));
        ConfigTxt.Initramfs bundle = config.initramfs()
                .orElseThrow(() -> new CommandException(
                        CONFIG + " on " + image + " has no 'initramfs' line, so there would be no boot bundle"));
        String tree = config.value("device_tree").orElse(defaultTree);
        return new BootFiles(
                Files.write(folder.resolve("kernel"), kernelBytes),
                Files.write(folder.resolve("bundle"), required("initramfs", bundle.file())),
                Optional.of(Files.write(folder.resolve("tree.dtb"), required("device_tree", tree))),
                arguments(),
                Optional.of(image));
    }

    /** The number of the partition that is booted. */
    public int partition() {
        return partition;
    }

    /** The first line of the file with the boot arguments, where there is one. */
    private String arguments() {
        byte[] text = files.get(config.value("cmdline").orElse(DEFAULT_ARGUMENTS));
        return text == null
                ? ""
                : new String(text, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip();
    }

    /** QEMU loads a kernel where its header says; the firmware where {@code kernel_address} says. They must agree. */
    private void checkAddress(RawImage kernel) {
        Optional<Long> address = config.number("kernel_address");
        if (address.isPresent() && address.get() % TWO_MIB != kernel.textOffset()) {
            throw new CommandException(String.format(
                    "%s on %s loads the kernel at %#x, but its header asks for %#x beyond a 2 MiB boundary",
                    CONFIG, image, address.get(), kernel.textOffset()));
        }
    }

    private byte[] required(String key, String name) {
        byte[] content = files.get(name);
        if (content == null) {
            throw new CommandException(CONFIG + " on " + image + " names '" + name + "' (" + key
                    + "), which the boot partition does not have; it holds " + String.join(", ", files.keySet()));
        }
        return content;
    }
}
