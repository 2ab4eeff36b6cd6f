package cortado.flash.lint;

import cortado.environ.board.BoardSpec;
import cortado.environ.board.BoardSpec.FirmwareFile;
import cortado.environ.board.BoardSpec.FirmwarePackage;
import cortado.flash.firmware.ConfigTxt;
import cortado.flash.map.Sha256;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The Pi 4's own firmware: a pair of files that must be there, match, and know what the card asks of it. */
final class FirmwareLint {
    /** Raspberry Pi's documentation gained {@code tryboot_a_b} with the firmware of this month. */
    private static final LocalDate KNOWS_SLOTS = LocalDate.of(2022, 11, 1);
    /** The first firmware for a BCM2711. */
    private static final LocalDate KNOWS_BCM2711 = LocalDate.of(2019, 6, 1);

    private static final Pattern BUILD_DATE = Pattern.compile("VC_BUILD_ID_TIME: ([A-Z][a-z]{2} [ \\d]\\d \\d{4})");
    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("MMM d yyyy", Locale.ENGLISH);
    /** The cut-down firmware is chosen by this amount of GPU memory, and by nothing else. */
    private static final String CUT_DOWN = "16";

    private final BoardSpec board;
    private final Map<String, byte[]> files;
    private final ConfigTxt config;
    private final List<Finding> findings;

    FirmwareLint(BoardSpec board, Map<String, byte[]> files, ConfigTxt config, List<Finding> findings) {
        this.board = board;
        this.files = files;
        this.config = config;
        this.findings = findings;
    }

    void run(boolean slots) {
        boolean cutDown = config.value("gpu_mem").map(CUT_DOWN::equals).orElse(false);
        String start = config.value("start_file").orElse(cutDown ? "start4cd.elf" : "start4.elf");
        String fixup = config.value("fixup_file").orElse(cutDown ? "fixup4cd.dat" : "fixup4.dat");
        String because = cutDown ? " (gpu_mem=16 chooses the cut-down firmware; gpu_mem=32 the usual one)" : "";
        boolean both = true;
        for (String name : List.of(start, fixup)) {
            if (!files.containsKey(name)) {
                findings.add(Finding.error("the firmware's " + name + " is missing" + because
                        + ": a BCM2711 does not start without the pair " + start + " and " + fixup
                        + "; list it under 'firmware' in the board's board.yaml"));
                both = false;
            }
        }
        if (both) {
            match(start, fixup);
            age(start, slots);
        }
    }

    /** Nothing in the files says that they belong together; that they come from one package does. */
    private void match(String start, String fixup) {
        Optional<FirmwarePackage> ofStart = origin(start);
        Optional<FirmwarePackage> ofFixup = origin(fixup);
        if (ofStart.isPresent() && ofFixup.isPresent() && ofStart.get().equals(ofFixup.get())) {
            return;
        }
        if (ofStart.isEmpty() && ofFixup.isEmpty()) {
            findings.add(Finding.warning(start + " and " + fixup + " are not those that board " + board.name()
                    + " pins, so nothing tells whether they match"));
        } else {
            findings.add(Finding.error(start + " and " + fixup + " do not match: " + described(start, ofStart) + ", "
                    + described(fixup, ofFixup) + "; take both from one version of one package"));
        }
    }

    private static String described(String name, Optional<FirmwarePackage> origin) {
        return origin.map(from -> name + " is from " + from.name() + " " + from.version())
                .orElse(name + " is from elsewhere");
    }

    private Optional<FirmwarePackage> origin(String name) {
        String hash = Sha256.of(files.get(name));
        for (FirmwarePackage from : board.firmware()) {
            for (FirmwareFile file : from.files()) {
                if (file.sha256().equals(hash)) {
                    return Optional.of(from);
                }
            }
        }
        return Optional.empty();
    }

    private void age(String start, boolean slots) {
        Optional<LocalDate> built = buildDate(files.get(start));
        if (built.isEmpty()) {
            findings.add(Finding.warning(start + " does not say when it was built, so nothing tells what it can boot"));
        } else if (built.get().isBefore(KNOWS_BCM2711)) {
            findings.add(Finding.error(start + " was built on " + built.get() + ", before there was a BCM2711: take one"
                    + " of " + KNOWS_BCM2711 + " or later"));
        } else if (slots && built.get().isBefore(KNOWS_SLOTS)) {
            findings.add(Finding.error(start + " was built on " + built.get() + ", but two slots (tryboot_a_b in"
                    + " autoboot.txt) need firmware of " + KNOWS_SLOTS + " or later: take a newer raspi-firmware into"
                    + " board.yaml, or build without --ab"));
        }
    }

    /** The day that the firmware's build notes carry. */
    static Optional<LocalDate> buildDate(byte[] firmware) {
        Matcher matcher = BUILD_DATE.matcher(new String(firmware, StandardCharsets.ISO_8859_1));
        while (matcher.find()) {
            try {
                return Optional.of(LocalDate.parse(matcher.group(1).replaceAll(" +", " "), DATE));
            } catch (DateTimeParseException e) {
                // Not a date after all; another note may have one.
            }
        }
        return Optional.empty();
    }
}
