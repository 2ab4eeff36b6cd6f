package cortado.flash.lint;

import cortado.environ.board.BoardSpec;
import java.util.Locale;
import java.util.Optional;

/** The chips whose firmware reads our cards. */
public enum Silicon {
    /** Raspberry Pi 4: the card carries its firmware. */
    BCM2711("pi4", "brcm,bcm2711", true),
    /** Raspberry Pi 5: firmware lies in the board's EEPROM. */
    BCM2712("pi5", "brcm,bcm2712", false);

    private final String model;
    private final String compatible;
    private final boolean firmwareOnCard;

    Silicon(String model, String compatible, boolean firmwareOnCard) {
        this.model = model;
        this.compatible = compatible;
        this.firmwareOnCard = firmwareOnCard;
    }

    /** The chip of a board, as the name of its card's device tree tells; absent for boards that read no card. */
    public static Optional<Silicon> of(BoardSpec board) {
        return board.image().flatMap(image -> {
            for (Silicon silicon : values()) {
                if (image.dtb().startsWith(silicon.name().toLowerCase(Locale.ROOT))) {
                    return Optional.of(silicon);
                }
            }
            return Optional.empty();
        });
    }

    /** Its section in {@code config.txt}. */
    public String model() {
        return model;
    }

    /** What the root of its device tree says. */
    String compatible() {
        return compatible;
    }

    /** Whether {@code start4.elf} and {@code fixup4.dat} have to be on the card. */
    boolean firmwareOnCard() {
        return firmwareOnCard;
    }
}
