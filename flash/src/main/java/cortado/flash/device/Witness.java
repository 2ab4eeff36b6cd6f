package cortado.flash.device;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the kernel counts of a drive: as long as it says the same, the same medium is in it and nothing was written to
 * it.
 */
public final class Witness {
    /** Documentation/block/stat.rst: sectors written and discarded. The number of writes counts flushes too. */
    private static final List<Integer> CHANGES = List.of(6, 13);

    private Witness() {}

    /** The state of a drive's counters; nothing where the kernel does not number insertions of media. */
    public static Optional<String> of(Drive drive, SystemFiles files) {
        String folder = "sys/block/" + drive.name();
        Optional<Long> insertion = files.number(folder + "/diskseq");
        Optional<String> counters = files.text(folder + "/stat");
        Optional<String> boot = files.text("proc/sys/kernel/random/boot_id");
        // Who switches the counting off (tuning profiles do) gets no proof from it.
        boolean counts = files.number(folder + "/queue/iostats").orElse(1L) != 0;
        if (!counts || insertion.isEmpty() || counters.isEmpty() || boot.isEmpty()) {
            return Optional.empty();
        }
        List<String> numbers = List.of(counters.get().split("\\s+"));
        StringBuilder witness = new StringBuilder(boot.get() + " " + drive.number() + " " + insertion.get());
        for (int index : CHANGES) {
            witness.append(' ').append(index < numbers.size() ? numbers.get(index) : "-");
        }
        if (drive.bus() != Drive.Bus.LOOP) {
            return Optional.of(witness.toString());
        }
        return backing(folder, files)
                .map(file -> witness.append(' ').append(file).toString());
    }

    /** The file behind a loop device can be written without the device. */
    private static Optional<String> backing(String folder, SystemFiles files) {
        return files.text(folder + "/loop/backing_file").flatMap(name -> {
            try {
                Path file = Path.of(name);
                return Optional.of(name + " " + Files.getLastModifiedTime(file).toInstant() + " " + Files.size(file));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }
}
