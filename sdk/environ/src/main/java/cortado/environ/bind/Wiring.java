package cortado.environ.bind;

import cortado.environ.spec.ProcessSpec;
import cortado.environ.spec.Use;
import cortado.environ.text.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Which process provides each service. Of several that provide the same one, the first has its name and the others that
 * name with {@code .2}, {@code .3} and so on.
 */
public final class Wiring {
    /**
     * A process that runs.
     *
     * @param name the process's own
     * @param spec what it provides and uses
     */
    public record Member(String name, ProcessSpec spec) {}

    /**
     * A service that a process needs and that nothing provides.
     *
     * @param member the process
     * @param service what it needs
     * @param text what is missing, and the nearest name there is
     */
    public record Missing(Member member, String service, String text) {}

    /**
     * A process that would run before the provider of a service that it waits for.
     *
     * @param member the process
     * @param text both of them, with their priorities
     */
    public record Inversion(Member member, String text) {}

    private final List<Member> members;
    private final Map<String, String> providers = new LinkedHashMap<>();

    /** Wires the processes of a system, in the order in which they start. */
    public Wiring(List<Member> members) {
        this.members = List.copyOf(members);
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Member member : members) {
            for (String service : member.spec().provides()) {
                int number = counts.merge(service, 1, Integer::sum);
                providers.put(number == 1 ? service : service + "." + number, member.name());
            }
        }
    }

    /** Each service, and the process that provides it. */
    public Map<String, String> providers() {
        return new LinkedHashMap<>(providers);
    }

    /** The process that provides a service, or null. */
    public String provider(String service) {
        return providers.get(service);
    }

    /** What is needed and not there; what is optional does not count. */
    public List<Missing> missing() {
        List<Missing> missing = new ArrayList<>();
        for (Member member : members) {
            for (Use use : member.spec().uses()) {
                if (!use.optional() && !providers.containsKey(use.service())) {
                    String text = "no process provides '" + use.service() + "'"
                            + Nearest.suggestion(use.service(), new TreeSet<>(providers.keySet()));
                    missing.add(new Missing(member, use.service(), text));
                }
            }
        }
        return missing;
    }

    /** Processes that are more urgent than what they depend on. */
    public List<Inversion> inversions() {
        List<Inversion> inversions = new ArrayList<>();
        for (Member user : members) {
            for (Use use : user.spec().uses()) {
                Member provider = member(providers.get(use.service()));
                if (provider != null && provider.spec().priority() < user.spec().priority()) {
                    String text = "'" + user.name() + "' has priority "
                            + user.spec().priority() + " and uses '"
                            + use.service() + "' of '" + provider.name() + "', which has "
                            + provider.spec().priority() + ": a provider should be as urgent as those who wait for it";
                    inversions.add(new Inversion(user, text));
                }
            }
        }
        return inversions;
    }

    private Member member(String name) {
        for (Member member : members) {
            if (member.name().equals(name)) {
                return member;
            }
        }
        return null;
    }
}
