package cortado.flash.update;

import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.Fat32Reader;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Makes the slot that was tried the usual one: {@code autoboot.txt}, a sector of its own, gets the same text with two
 * digits exchanged. Cut off after any byte, it names slots that start: the new one has proven that it does.
 */
public final class SlotSwitch {
    private SlotSwitch() {}

    /**
     * Where the file lies, and what to put there.
     *
     * @param offset byte of the card
     * @param length of the file
     * @param after what it will say
     */
    public record Plan(long offset, int length, Autoboot after) {}

    /** Finds the file, and checks that the slot that would be booted is a system. */
    public static Plan plan(Card card) throws UpdateException, IOException {
        if (card.autoboot().isEmpty()) {
            throw new UpdateException(
                    false, "the card has no two slots (no autoboot.txt), so there is nothing to switch");
        }
        Autoboot after = card.autoboot().get().switched();
        if (card.files(after.slot()).isEmpty()) {
            throw new UpdateException(
                    false,
                    "slot " + Autoboot.letter(after.slot()) + " is empty; `./cortado update IMAGE --to …` fills it");
        }
        for (int number : card.fatPartitions()) {
            Fat32Reader fileSystem = card.fileSystem(number);
            for (Fat32Reader.Item item : fileSystem.list()) {
                if (item.path().equalsIgnoreCase(Autoboot.FILE)) {
                    return plan(fileSystem, item, after);
                }
            }
        }
        throw new IllegalStateException("a card with slots has " + Autoboot.FILE);
    }

    private static Plan plan(Fat32Reader fileSystem, Fat32Reader.Item item, Autoboot after) throws UpdateException {
        if (item.size() != after.text().length()) {
            throw new UpdateException(
                    false,
                    Autoboot.FILE + " has " + item.size() + " bytes, but "
                            + after.text().length()
                            + " were expected: it was not written by `./cortado build --ab`; edit it by hand");
        }
        return new Plan(fileSystem.place(item), (int) item.size(), after);
    }

    /** Writes the one block that the file lies in. */
    public static void run(Medium card, Plan plan) throws IOException {
        long block = plan.offset() / Medium.BLOCK * Medium.BLOCK;
        ByteBuffer content = card.buffer(Medium.BLOCK);
        card.read(content, block);
        content.flip();
        content.put((int) (plan.offset() - block), plan.after().text().getBytes(StandardCharsets.US_ASCII));
        card.write(content, block);
        card.sync();
    }
}
