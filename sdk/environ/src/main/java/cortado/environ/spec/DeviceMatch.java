package cortado.environ.spec;

import java.util.List;
import java.util.Optional;

/**
 * The devices that a driver is for.
 *
 * @param compatible any of these in the node's list makes it a match
 * @param identify what has to read right as well, where {@code compatible} does not say enough
 * @param leaf whether nodes that have devices below them are not meant: what a bus leads to is known then, and is not
 *     what the driver is for, as the radio chip behind a host of memory cards
 */
public record DeviceMatch(List<String> compatible, Optional<Identify> identify, boolean leaf) {
    /** Copies the list. */
    public DeviceMatch {
        compatible = List.copyOf(compatible);
    }

    /** Of nodes with and without others below them. */
    public DeviceMatch(List<String> compatible, Optional<Identify> identify) {
        this(compatible, identify, false);
    }
}
