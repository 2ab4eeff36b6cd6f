package cortado.flash.device;

import cortado.flash.command.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * What {@code cortado devices} showed last, so that a name that stands for another drive by now is noticed. Kept for an
 * hour, and until the machine starts again.
 */
public final class Listing {
    private static final Duration LIFE = Duration.ofHours(1);

    private final Path file;
    private final SystemFiles files;

    /** Kept in this folder. */
    public Listing(Path cache, SystemFiles files) {
        this.file = cache.resolve("devices.json");
        this.files = files;
    }

    /** Keeps what a person is shown now. */
    public void keep(List<Drive> drives, Instant now) throws IOException {
        Files.createDirectories(file.getParent());
        // A list that another user keeps here, such as root by `sudo -E`, can be replaced but not be written.
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        Files.writeString(
                unfinished,
                Json.object(
                        "boot",
                        boot(),
                        "time",
                        now.getEpochSecond(),
                        "drives",
                        drives.stream().map(Listing::fields).toList()));
        Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }

    private static Map<String, Object> fields(Drive drive) {
        return Json.fields(
                "name", drive.name(),
                "number", drive.number(),
                "size", drive.size(),
                "model", drive.model().orElse(null),
                "serial", drive.serial().orElse(null),
                "bus", drive.bus().name(),
                "removable", drive.removable(),
                "insertion", drive.insertion());
    }

    /** The drive as it was listed under this name, if it was. */
    public Optional<Drive> of(String name, Instant now) {
        try {
            if (!(new Load(LoadSettings.builder().build()).loadFromString(Files.readString(file))
                            instanceof Map<?, ?> kept)
                    || !boot().equals(kept.get("boot"))
                    || !(kept.get("time") instanceof Number time)
                    || !(kept.get("drives") instanceof List<?> drives)
                    || Instant.ofEpochSecond(time.longValue()).plus(LIFE).isBefore(now)) {
                return Optional.empty();
            }
            return drives.stream()
                    .map(Map.class::cast)
                    .filter(fields -> name.equals(fields.get("name")))
                    .map(Listing::drive)
                    .findFirst();
        } catch (IOException | YamlEngineException | ClassCastException | IllegalArgumentException e) {
            // A listing that cannot be read is as good as none.
            return Optional.empty();
        }
    }

    private static Drive drive(Map<?, ?> fields) {
        return new Drive(
                (String) fields.get("name"),
                (String) fields.get("number"),
                ((Number) fields.get("size")).longValue(),
                Optional.ofNullable((String) fields.get("model")),
                Optional.ofNullable((String) fields.get("serial")),
                Optional.empty(),
                Drive.Bus.valueOf((String) fields.get("bus")),
                (Boolean) fields.get("removable"),
                false,
                ((Number) fields.get("insertion")).longValue(),
                List.of());
    }

    private String boot() {
        return files.text("proc/sys/kernel/random/boot_id").orElse("");
    }
}
