package cortado.aot.proof;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which functions a call through a pointer may reach. Pointers sit in method tables, one slot for each method
 * descriptor, so a call through a slot reaches at most every function that some class has in that slot.
 */
final class Slots {
    private static final Pattern DEFINITION = Pattern.compile("(?m)^[A-Za-z_][\\w* ]*?\\**(\\w+)\\([^;{]*\\) \\{$");
    private static final Pattern CALL = Pattern.compile("\\b([A-Za-z_]\\w*)\\(");
    private static final Pattern VIRTUAL = Pattern.compile("TEAVM_METHOD\\(\\w+, \\w+, (virt_\\w+)\\)");
    private static final Pattern FILLED = Pattern.compile("(virt_\\w+|isSupertypeOf) = &(\\w+)");
    /** Runtime functions and macros that ask a class whether it is a supertype of another, through its pointer. */
    private static final Pattern SUPERTYPE = Pattern.compile(
            "\\b(cortado_check_store|cortado_check_store_at|teavm_isSupertypeOf|isSupertypeOf|teavm_isSupertypeOfArray)\\(");

    private final Map<String, Set<String>> implementations = new HashMap<>();
    private final Map<String, Set<String>> slotsUsed = new HashMap<>();
    private final Map<String, Set<String>> callees = new HashMap<>();

    /** Reads C, one text for each file. */
    Slots(Collection<String> files) {
        for (String file : files) {
            Matcher filled = FILLED.matcher(file);
            while (filled.find()) {
                implementations
                        .computeIfAbsent(filled.group(1), slot -> new TreeSet<>())
                        .add(filled.group(2));
            }
            Matcher definition = DEFINITION.matcher(file);
            while (definition.find()) {
                int end = file.indexOf("\n}", definition.end());
                read(definition.group(1), file.substring(definition.end(), end < 0 ? file.length() : end));
            }
        }
    }

    private void read(String function, String body) {
        Set<String> slots = slotsUsed.computeIfAbsent(function, name -> new TreeSet<>());
        Matcher virtual = VIRTUAL.matcher(body);
        while (virtual.find()) {
            slots.add(virtual.group(1));
        }
        if (SUPERTYPE.matcher(body).find()) {
            slots.add("isSupertypeOf");
        }
        Set<String> called = callees.computeIfAbsent(function, name -> new HashSet<>());
        Matcher call = CALL.matcher(body);
        while (call.find()) {
            called.add(call.group(1));
        }
    }

    /**
     * What the pointers that a function calls may be.
     *
     * @param direct the functions that its machine code calls by name; others that its source calls were built into it
     */
    Set<String> targets(String function, Set<String> direct) {
        Set<String> slots = new TreeSet<>();
        collect(function, direct, slots, new HashSet<>());
        Set<String> targets = new TreeSet<>();
        for (String slot : slots) {
            targets.addAll(implementations.getOrDefault(slot, Set.of()));
        }
        return targets;
    }

    private void collect(String function, Set<String> direct, Set<String> slots, Set<String> seen) {
        if (!seen.add(function)) {
            return;
        }
        slots.addAll(slotsUsed.getOrDefault(function, Set.of()));
        for (String callee : callees.getOrDefault(function, Set.of())) {
            if (callees.containsKey(callee) && !direct.contains(callee)) {
                collect(callee, direct, slots, seen);
            }
        }
    }
}
