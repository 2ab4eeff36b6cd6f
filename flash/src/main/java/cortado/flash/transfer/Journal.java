package cortado.flash.transfer;

import cortado.flash.map.BlockMap;
import cortado.flash.map.BmapFile;
import cortado.flash.map.MapException;
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
    private final Path card;

    /**
     * What is remembered.
     *
     * @param image the hash of the image's map
     * @param reached everything in front of this byte was written, but for the first range
     */
    record Entry(String image, long reached) {}

    private Journal(Path file, Path card) {
        this.file = file;
        this.card = card;
    }

    /** The journal of a card or file, which {@code identity} tells from others. */
    public static Journal of(Path cache, String identity) {
        String key = Sha256.of(identity.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        Path folder = cache.resolve("flash");
        return new Journal(folder.resolve(key + ".journal"), folder.resolve(key + ".card"));
    }

    /**
     * Remembers what was read back from a card.
     *
     * @param witness what says the same as long as nothing is written to the card
     */
    public void keep(String witness, BlockMap map) {
        try {
            Files.createDirectories(card.getParent());
            Files.writeString(card, witness + "\n" + BmapFile.text(map));
        } catch (IOException e) {
            // The next run has to read the card.
            return;
        }
    }

    /**
     * What the card is known to hold, if the witness says the same as when that was read back.
     *
     * @param likely what it may well be: the same text has not to be parsed again
     */
    public Optional<BlockMap> known(String witness, BlockMap likely) {
        try {
            String kept = Files.readString(card);
            int end = kept.indexOf('\n');
            if (end <= 0 || !kept.substring(0, end).equals(witness)) {
                return Optional.empty();
            }
            String map = kept.substring(end + 1);
            return Optional.of(map.equals(BmapFile.text(likely)) ? likely : BmapFile.read(map));
        } catch (IOException | MapException e) {
            return Optional.empty();
        }
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
