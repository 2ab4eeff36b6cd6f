package cortado.environ.spec;

import java.util.List;
import java.util.Optional;

/**
 * The devices that a driver is for.
 *
 * @param compatible any of these in the node's list makes it a match
 * @param identify what has to read right as well, where {@code compatible} does not say enough
 */
public record DeviceMatch(List<String> compatible, Optional<Identify> identify) {
    /** Copies the list. */
    public DeviceMatch {
        compatible = List.copyOf(compatible);
    }
}
