package cortado.environ.spec;

import java.util.List;

/**
 * What a process is given besides services and devices.
 *
 * @param hypervisor whether it may make virtual machines
 * @param bundle files of the boot bundle that it may read, by name
 */
public record Grants(boolean hypervisor, List<String> bundle) {
    /** Nothing. */
    public static final Grants NONE = new Grants(false, List.of());

    /** Copies the list. */
    public Grants {
        bundle = List.copyOf(bundle);
    }
}
