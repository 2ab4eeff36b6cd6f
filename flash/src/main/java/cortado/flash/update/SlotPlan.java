package cortado.flash.update;

import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Mbr;
import cortado.flash.disk.UsedSpace;
import cortado.flash.map.Span;
import java.io.IOException;
import java.util.List;

/**
 * Which slot of an image goes to which slot of a card: the one that the image would boot, to the one that the card does
 * not.
 *
 * @param image the slot in the image
 * @param used what means something in it, from the start of the image
 * @param card the slot on the card
 * @param number the slot's partition on the card
 * @param autoboot what the card boots now and afterwards
 */
public record SlotPlan(Mbr.Partition image, List<Span> used, Mbr.Partition card, int number, Autoboot autoboot) {
    /** Copies the list. */
    public SlotPlan {
        used = List.copyOf(used);
    }

    /** Decides; nothing is written. */
    public static SlotPlan of(Card image, Card card) throws UpdateException, IOException {
        Autoboot ofImage = slots(image, "the image", "build it with `./cortado build BOARD --ab`");
        Autoboot ofCard = slots(
                card,
                "the card",
                "write one that has: `./cortado build BOARD --ab`, then `./cortado flash IMAGE --to …`");
        Mbr.Partition from = image.partition(ofImage.slot());
        Mbr.Partition to = card.partition(ofCard.spare());
        if (from.sectors() > to.sectors()) {
            throw new UpdateException(
                    false,
                    "the image's slots have " + (from.sectors() >> 11) + " MiB, those of the card "
                            + (to.sectors() >> 11)
                            + " MiB: build the image with the image.size that the card was built with");
        }
        try {
            card.files(ofCard.slot());
        } catch (DiskFormatException e) {
            throw new UpdateException(
                    false,
                    "slot " + Autoboot.letter(ofCard.slot()) + ", which the card boots, cannot be read ("
                            + e.getMessage()
                            + "), so nothing would be left to fall back on; write the whole card: `./cortado flash IMAGE"
                            + " --to …`");
        }
        return new SlotPlan(from, UsedSpace.of(image.disk(), from), to, ofCard.spare(), ofCard);
    }

    private static Autoboot slots(Card card, String what, String remedy) throws UpdateException {
        if (card.autoboot().isEmpty()) {
            throw new UpdateException(false, what + " has no two slots (no autoboot.txt): " + remedy);
        }
        return card.autoboot().get();
    }

    /** The byte of the card where the slot starts. */
    long cardStart() {
        return card.firstSector() * Mbr.SECTOR;
    }

    /** The byte of the image where the slot starts. */
    long imageStart() {
        return image.firstSector() * Mbr.SECTOR;
    }
}
