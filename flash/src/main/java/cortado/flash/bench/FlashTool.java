package cortado.flash.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A program that writes images to devices, and its words for that. */
public enum FlashTool {
    /** This project's own, with verification; {@code program} is the launcher, so that its start-up counts. */
    CORTADO("cortado (verified)", ""),
    /** The tool that reads the same block maps; it has no verification of what it wrote. */
    BMAPTOOL("bmaptool copy", "bmaptool"),
    /** Every byte, past the page cache. */
    DD("dd oflag=direct", "dd"),
    /** Raspberry Pi's own, with verification. */
    RPI_IMAGER("rpi-imager --cli", "rpi-imager");

    private final String title;
    private final String program;

    FlashTool(String title, String program) {
        this.title = title;
        this.program = program;
    }

    /** For the table's head. */
    public String title() {
        return title;
    }

    /** Whether it can be started here. */
    public boolean isInstalled() {
        return program.isEmpty()
                || List.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).stream()
                        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** The words that write an image. */
    List<String> write(Path launcher, Path image, String device) {
        return switch (this) {
            case CORTADO -> List.of(launcher.toString(), "flash", image.toString(), "--to", device, "--yes", "--quiet");
            case BMAPTOOL -> List.of("bmaptool", "--quiet", "copy", image.toString(), device);
            case DD ->
                List.of("dd", "if=" + image, "of=" + device, "bs=4M", "oflag=direct", "conv=fsync", "status=none");
            case RPI_IMAGER -> List.of("rpi-imager", "--cli", image.toString(), device);
        };
    }

    /** The words that compare a device with an image, for the tools that can. */
    Optional<List<String>> verify(Path launcher, Path image, String device) {
        return switch (this) {
            case CORTADO ->
                Optional.of(List.of(
                        launcher.toString(), "flash", image.toString(), "--to", device, "--dry-run", "--quiet"));
            case DD -> Optional.of(List.of("cmp", image.toString(), device));
            case BMAPTOOL, RPI_IMAGER -> Optional.empty();
        };
    }
}
