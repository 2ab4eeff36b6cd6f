package cortado.flash.update;

import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
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
        Autoboot before = card.autoboot().get();
        Autoboot after = before.switched();
        SlotPlan.refuseForeign(card, before);
        expectSystem(card, after.slot());
        for (int number : card.fatPartitions()) {
            Fat32Reader fileSystem = card.fileSystem(number);
            for (Fat32Reader.Item item : fileSystem.list()) {
                if (item.path().equalsIgnoreCase(Autoboot.FILE)) {
                    return plan(fileSystem, item, before);
                }
            }
        }
        throw new IllegalStateException("a card with slots has " + Autoboot.FILE);
    }

    private static void expectSystem(Card card, int slot) throws UpdateException, IOException {
        String why;
        try {
            why = card.files(slot).isEmpty() ? "is empty" : "";
        } catch (DiskFormatException e) {
            why = "is not whole (" + e.getMessage() + ")";
        }
        if (!why.isEmpty()) {
            throw new UpdateException(
                    false,
                    "slot " + Autoboot.letter(slot) + " " + why
                            + ", so it is not made the usual one; `./cortado update IMAGE --to …` writes it");
        }
    }

    private static Plan plan(Fat32Reader fileSystem, Fat32Reader.Item item, Autoboot before)
            throws UpdateException, IOException {
        String text = new String(fileSystem.content(item), StandardCharsets.ISO_8859_1);
        if (!text.equals(before.text())) {
            throw new UpdateException(
                    false,
                    Autoboot.FILE
                            + " is not as `./cortado build --ab` writes it, so exchanging two digits would not do:"
                            + " exchange the numbers behind boot_partition by hand");
        }
        return new Plan(fileSystem.place(item), (int) item.size(), before.switched());
    }

    /** Writes the one block that the file lies in, and reads it back. */
    public static void run(Medium card, Plan plan) throws UpdateException, IOException {
        long block = plan.offset() / Medium.BLOCK * Medium.BLOCK;
        ByteBuffer content = card.buffer(Medium.BLOCK);
        card.read(content, block);
        content.flip();
        content.put((int) (plan.offset() - block), plan.after().text().getBytes(StandardCharsets.US_ASCII));
        card.write(content, block);
        card.sync();
        ByteBuffer found = card.buffer(Medium.BLOCK);
        card.read(found, block);
        if (content.rewind().mismatch(found.flip()) >= 0) {
            throw new UpdateException(true, Autoboot.FILE + " does not read back as it was written; try another card");
        }
    }
}
