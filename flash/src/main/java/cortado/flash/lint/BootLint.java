package cortado.flash.lint;

import cortado.environ.board.BoardSpec;
import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Fat32Reader;
import cortado.flash.firmware.ConfigTxt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What would keep a board from starting from a card, found before the card is in the board. Sources: Raspberry Pi
 * documentation, "config.txt" and "Boot flow".
 */
public final class BootLint {
    private static final String CONFIG = "config.txt";
    /** A fuller partition has no room for the next version of its files. */
    private static final double FULL = 0.9;

    private BootLint() {}

    /**
     * Checks every system of a card or image: its one boot partition, or both slots.
     *
     * @return errors and warnings, the partition's number in front where there are several
     */
    public static List<Finding> check(Path image, BoardSpec board) throws IOException {
        try (Card card = Card.open(image)) {
            return check(card, board);
        } catch (DiskFormatException e) {
            return List.of(Finding.error(e.getMessage()));
        }
    }

    /** As {@link #check(Path, BoardSpec)}, for a card that is open. */
    public static List<Finding> check(Card card, BoardSpec board) throws IOException {
        if (card.autoboot().isEmpty()) {
            return partition(card, card.bootPartition(false), board, false);
        }
        List<Finding> findings = new ArrayList<>();
        Autoboot autoboot = card.autoboot().get();
        for (int slot : List.of(autoboot.slot(), autoboot.spare())) {
            for (Finding finding : partition(card, slot, board, true)) {
                findings.add(new Finding(
                        // The usual slot has to start; the spare one is not started unless somebody asks for it.
                        finding.grave() && slot == autoboot.slot(),
                        "slot " + Autoboot.letter(slot) + " (partition " + slot + "): " + finding.text()));
            }
        }
        return findings;
    }

    private static List<Finding> partition(Card card, int number, BoardSpec board, boolean slots) throws IOException {
        try {
            List<Finding> findings = new ArrayList<>(check(card.files(number), board, slots));
            room(card.fileSystem(number)).ifPresent(findings::add);
            return findings;
        } catch (DiskFormatException e) {
            return List.of(Finding.error(e.getMessage()));
        }
    }

    private static Optional<Finding> room(Fat32Reader fileSystem) {
        double used = 1 - (double) fileSystem.freeBytes() / fileSystem.dataBytes();
        if (used <= FULL) {
            return Optional.empty();
        }
        return Optional.of(Finding.warning(String.format(
                Locale.ROOT,
                "the boot partition is %.0f%% full (%d KiB free): a larger kernel or bundle will not fit; raise"
                        + " image.size in board.yaml",
                used * 100,
                fileSystem.freeBytes() >> 10)));
    }

    /**
     * Checks the files of one boot partition.
     *
     * @param slots whether it is one of two
     */
    public static List<Finding> check(Map<String, byte[]> files, BoardSpec board, boolean slots) {
        List<Finding> findings = new ArrayList<>();
        Optional<Silicon> silicon = Silicon.of(board);
        if (silicon.isEmpty()) {
            return findings;
        }
        byte[] text = files.get(CONFIG);
        if (text == null) {
            findings.add(Finding.error("there is no " + CONFIG + ", without which the firmware starts no 64-bit kernel;"
                    + " the partition holds " + String.join(", ", files.keySet())));
            return findings;
        }
        ConfigTxt config;
        try {
            config = ConfigTxt.parse(
                    new String(text, StandardCharsets.UTF_8), silicon.get().model());
            if (silicon.get().firmwareOnCard()) {
                new FirmwareLint(board, files, config, findings).run(slots);
            }
            new LoadLint(silicon.get(), files, config, findings)
                    .run(board.image().orElseThrow().dtb());
        } catch (IllegalArgumentException e) {
            findings.add(Finding.error(e.getMessage()));
            return findings;
        }
        console(silicon.get(), config).ifPresent(findings::add);
        return findings;
    }

    /** The serial console is the way into the system. */
    private static Optional<Finding> console(Silicon silicon, ConfigTxt config) {
        if (!config.isOn("enable_uart")) {
            return Optional.of(
                    Finding.error(
                            "config.txt does not say enable_uart=1, so the console's UART would have no clock it can count on"));
        }
        boolean pl011 = config.value("gpio").map("14,15=a0"::equals).orElse(false)
                || config.overlays().stream()
                        .anyMatch(line -> line.matches("dtoverlay=(miniuart-bt|disable-bt)(,.*)?"));
        if (silicon == Silicon.BCM2711 && !pl011) {
            return Optional.of(Finding.error(
                    "config.txt leaves pins 8 and 10 to the mini-UART, but the console is the PL011: expected"
                            + " gpio=14,15=a0, or dtoverlay=miniuart-bt or disable-bt with that overlay on the card"));
        }
        return Optional.empty();
    }
}
