package cortado.environ.spec;

import java.util.List;

/**
 * What a process is given besides services and devices.
 *
 * @param hypervisor whether it may make virtual machines
 * @param bundle files of the boot bundle that it may read, by name
 * @param keep bytes of memory that each of its lives finds as the last one left it, whole pages; 0 for none
 */
public record Grants(boolean hypervisor, List<String> bundle, long keep) {
    /** Nothing. */
    public static final Grants NONE = new Grants(false, List.of(), 0);

    /** Copies the list. */
    public Grants {
        bundle = List.copyOf(bundle);
    }
}
