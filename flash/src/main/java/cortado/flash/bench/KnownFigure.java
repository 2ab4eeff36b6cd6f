package cortado.flash.bench;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is known of a figure before it is measured.
 *
 * @param meaning for people
 * @param aim the most that it should be, 0 if there is no aim
 * @param sel4 what seL4 takes, or empty
 * @param linux what Linux takes, or empty
 */
record KnownFigure(String meaning, long aim, String sel4, String linux) {
    /** The figure, now that it is measured. */
    Figure measured(String name, long value, String unit) {
        return new Figure(
                name,
                meaning,
                value,
                unit,
                aim == 0 ? OptionalLong.empty() : OptionalLong.of(aim),
                Optional.of(new Figure.Others(sel4, linux)));
    }
}
