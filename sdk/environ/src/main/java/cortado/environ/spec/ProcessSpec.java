package cortado.environ.spec;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Everything a process asks for: the content of a {@code driver.yaml}, {@code server.yaml} or {@code app.yaml}.
 *
 * @param role which of the three
 * @param name unique in the system; the process's name and that of its ELF
 * @param main the class whose {@code main} runs
 * @param isolation what keeps it apart
 * @param provides services that others may connect to
 * @param uses services that it may connect to, and no others
 * @param device the devices it drives; present for drivers alone
 * @param env parameters, in the file's order
 * @param resources how much it may hold
 * @param priority 1 to 31, the greater runs first
 * @param restart what happens when it dies
 * @param grants what else it is given
 * @param heartbeat how it is found to hang
 */
public record ProcessSpec(
        Role role,
        String name,
        String main,
        Isolation isolation,
        List<String> provides,
        List<Use> uses,
        Optional<DeviceMatch> device,
        Map<String, String> env,
        Resources resources,
        int priority,
        Restart restart,
        Grants grants,
        Pulse heartbeat) {
    /** The priority of a process whose spec names none. */
    public static final int DEFAULT_PRIORITY = 16;

    /** A process that is given nothing else. */
    public ProcessSpec(
            Role role,
            String name,
            String main,
            Isolation isolation,
            List<String> provides,
            List<Use> uses,
            Optional<DeviceMatch> device,
            Map<String, String> env,
            Resources resources,
            int priority,
            Restart restart) {
        this(
                role,
                name,
                main,
                isolation,
                provides,
                uses,
                device,
                env,
                resources,
                priority,
                restart,
                Grants.NONE,
                Pulse.DEFAULT);
    }

    /** Copies the collections. */
    public ProcessSpec {
        provides = List.copyOf(provides);
        uses = List.copyOf(uses);
        env = new LinkedHashMap<>(env);
    }

    /** Whether the spec lets the process connect to a service, by its name or, of several alike, by its number. */
    public boolean mayUse(String service) {
        for (Use use : uses) {
            if (service.equals(use.service()) || service.startsWith(use.service() + ".")) {
                return true;
            }
        }
        return false;
    }

    /** The same process with some parameters replaced or added. */
    public ProcessSpec withEnv(Map<String, String> more) {
        Map<String, String> merged = new LinkedHashMap<>(env);
        merged.putAll(more);
        return new ProcessSpec(
                role, name, main, isolation, provides, uses, device, merged, resources, priority, restart, grants,
                heartbeat);
    }
}
