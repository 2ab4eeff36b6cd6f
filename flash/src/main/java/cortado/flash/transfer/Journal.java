package cortado.flash.transfer;

import cortado.flash.map.Sha256;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Properties;

/**
 * Remembers a transfer that was cut short, so that the next one goes on. It is a hint and never proof: what it says is
 * on the card is read and compared.
 */
public final class Journal {
    private final Path file;

    /**
     * What is remembered.
     *
     * @param image the hash of the image's map
     * @param reached everything in front of this byte was written, but for the first range
     */
    record Entry(String image, long reached) {}

    private Journal(Path file) {
        this.file = file;
    }

    /** The journal of a card or file, which {@code identity} tells from others. */
    public static Journal of(Path cache, String identity) {
        String key = Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        return new Journal(cache.resolve("flash").resolve(key + ".journal"));
    }

    /** What was remembered last. */
    Optional<Entry> read() {
        Properties fields = new Properties();
        try {
            fields.load(new StringReader(Files.readString(file)));
            return Optional.of(
                    new Entry(fields.getProperty("image", ""), Long.parseLong(fields.getProperty("reached", "0"))));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Remembers; a journal that cannot be written costs the next run some time, and nothing else. */
    void write(Entry entry) {
        try {
            Files.createDirectories(file.getParent());
            Path unfinished = file.resolveSibling(file.getFileName() + ".new");
            Files.writeString(unfinished, "image=" + entry.image() + "\nreached=" + entry.reached() + "\n");
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            return;
        }
    }

    /** Forgets: the transfer is complete. */
    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            return;
        }
    }
}
