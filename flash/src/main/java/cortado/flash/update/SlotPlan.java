package cortado.flash.update;

import cortado.flash.disk.Autoboot;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.Fat32Reader;
import cortado.flash.disk.Mbr;
import cortado.flash.disk.UsedSpace;
import cortado.flash.map.Span;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

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
    private static final long BLOCK_SECTORS = Medium.BLOCK / Mbr.SECTOR;

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
        refuseForeign(card, ofCard);
        Mbr.Partition from = image.partition(ofImage.slot());
        Mbr.Partition to = card.partition(ofCard.spare());
        // What is written ends with a whole block.
        if (Math.ceilDiv(from.sectors(), BLOCK_SECTORS) * BLOCK_SECTORS > to.sectors()) {
            throw new UpdateException(
                    false,
                    "the image's slots have " + (from.sectors() >> 11) + " MiB, those of the card "
                            + (to.sectors() >> 11)
                            + " MiB: build the image with the image.size that the card was built with");
        }
        try {
            card.files(ofCard.slot());
            compareBoards(image.fileSystem(ofImage.slot()), card.fileSystem(ofCard.slot()));
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

    /** An edited autoboot.txt may name what is no spare slot: what is booted, what chooses, or somebody's data. */
    static void refuseForeign(Card card, Autoboot autoboot) throws UpdateException {
        int spare = autoboot.spare();
        String why = "";
        if (spare == autoboot.slot()) {
            why = "is also the one that is booted";
        } else if (card.partition(spare).type() != Mbr.FAT32_LBA) {
            why = "is no FAT32 partition";
        } else if (spare == card.fatPartitions().getFirst()) {
            why = "holds " + Autoboot.FILE + " itself";
        }
        if (!why.isEmpty()) {
            throw new UpdateException(
                    false,
                    "partition " + spare + ", which " + Autoboot.FILE + " of the card names as the spare slot, " + why
                            + ", so nothing is written; mend boot_partition under [tryboot] by hand");
        }
    }

    /** A slot of another board would be written, tried, and never start. */
    private static void compareBoards(Fat32Reader image, Fat32Reader card) throws UpdateException, IOException {
        Set<String> of = trees(image);
        Set<String> now = trees(card);
        if (!of.isEmpty() && !now.isEmpty() && Collections.disjoint(of, now)) {
            throw new UpdateException(
                    false,
                    "the image is for another board: it has " + String.join(", ", of)
                            + ", and the slot that the card boots " + String.join(", ", now)
                            + "; build the image for the board that the card is from");
        }
    }

    private static Set<String> trees(Fat32Reader fileSystem) throws IOException {
        Set<String> trees = new TreeSet<>();
        for (Fat32Reader.Item item : fileSystem.list()) {
            String path = item.path().toLowerCase(Locale.ROOT);
            if (path.endsWith(".dtb") && !path.contains("/")) {
                trees.add(path);
            }
        }
        return trees;
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
