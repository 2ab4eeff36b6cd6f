package cortado.aot.proof;

import cortado.aot.AotException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.function.Function;
import java.util.function.LongFunction;

/**
 * Proves of a linked kernel that no entry allocates and that none needs more than a bounded stack. It follows the calls
 * in the machine code itself; for calls through method tables it takes every method that could be in the slot.
 *
 * <p>Class initialisers are not followed, since all have run before the first entry; nor is a failed check, which ends
 * the kernel. What the panic itself needs counts as one more entry.
 */
public final class KernelProof {
    private static final Set<String> ALLOCATORS = Set.of(
            "cortado_new",
            "cortado_clone",
            "cortado_new_array",
            "cortado_new_arrays",
            "cortado_nested_arrays",
            "cortado_rt_init");

    private final MachineCode code;
    private final Slots slots;
    private final Map<String, Integer> recursionLimits;
    private final Function<String, String> javaName;
    private final LongFunction<String> place;
    private final Map<String, Map<String, Long>> edges = new HashMap<>();
    private final Map<String, Depth> depths = new HashMap<>();

    /** The deepest stack below a function: its bytes, and the callee that needs them. */
    private record Depth(long bytes, String deepest) {}

    /**
     * Prepares a proof.
     *
     * @param disassembly of the linked image, as llvm-objdump prints it
     * @param sources the image's C, one text for each file
     * @param recursionLimits for functions that may call themselves, how often one call may nest
     * @param javaName the Java name behind a symbol, or the symbol
     * @param place the source line of an instruction's address
     */
    public KernelProof(
            String disassembly,
            Collection<String> sources,
            Map<String, Integer> recursionLimits,
            Function<String, String> javaName,
            LongFunction<String> place) {
        this.code = MachineCode.read(disassembly);
        this.slots = new Slots(sources);
        this.recursionLimits = Map.copyOf(recursionLimits);
        this.javaName = javaName;
        this.place = place;
    }

    /**
     * Checks the entries and returns what holds, one statement a line.
     *
     * @param stackLimit the most bytes that an entry may need, 0 for any number
     * @throws AotException with the chain of calls for each entry that breaks a promise
     */
    public List<String> check(Collection<String> entries, int stackLimit) throws AotException {
        List<String> failures = new ArrayList<>();
        Set<String> reported = new HashSet<>();
        for (String entry : entries) {
            allocation(entry, failures, reported);
        }
        Depth longest = new Depth(0, "");
        for (String entry : entries) {
            Depth depth = depth(entry, new LinkedHashSet<>(), failures, reported);
            if (depth.bytes > longest.bytes) {
                longest = new Depth(depth.bytes, entry);
            }
        }
        if (failures.isEmpty() && stackLimit > 0 && longest.bytes > stackLimit) {
            failures.add(String.format(
                    Locale.ROOT,
                    "entry %s may need %d bytes of stack, %d are allowed: %s",
                    longest.deepest,
                    longest.bytes,
                    stackLimit,
                    stackPath(longest.deepest)));
        }
        if (!failures.isEmpty()) {
            throw new AotException(failures);
        }
        return List.of(
                "no allocation reachable from " + entries.size() + " entry points",
                String.format(
                        Locale.ROOT,
                        "longest stack path: %d bytes: %s",
                        longest.bytes,
                        longest.bytes == 0 ? "none" : stackPath(longest.deepest)));
    }

    private void allocation(String entry, List<String> failures, Set<String> reported) {
        Map<String, String> cameFrom = new LinkedHashMap<>();
        List<String> queue = new ArrayList<>(List.of(entry));
        cameFrom.put(entry, null);
        for (int i = 0; i < queue.size(); i++) {
            String at = queue.get(i);
            for (String next : edges(at).keySet()) {
                if (cameFrom.putIfAbsent(next, at) == null && !next.equals(entry)) {
                    if (ALLOCATORS.contains(next)) {
                        if (reported.add("allocation " + at)) {
                            failures.add("allocation is reachable from entry " + entry + ": " + chain(cameFrom, next));
                        }
                        cameFrom.remove(next);
                    } else {
                        queue.add(next);
                    }
                }
            }
        }
    }

    private String chain(Map<String, String> cameFrom, String last) {
        List<String> steps = new ArrayList<>();
        for (String at = last; at != null; at = cameFrom.get(at)) {
            String caller = cameFrom.get(at);
            String where =
                    caller == null ? "" : " (" + place.apply(edges(caller).get(at)) + ")";
            steps.addFirst(ALLOCATORS.contains(at) ? "an allocation" + where : javaName.apply(at) + where);
        }
        return String.join(" -> ", steps);
    }

    private Depth depth(String function, SequencedSet<String> path, List<String> failures, Set<String> reported) {
        Depth known = depths.get(function);
        if (known != null) {
            return known;
        }
        MachineCode.Function machine = code.functions().get(function);
        if (machine == null) {
            return new Depth(0, null);
        }
        if (machine.unbounded && reported.add("unbounded " + function)) {
            failures.add(javaName.apply(function) + " takes an amount of stack that is only known when it runs");
        }
        if (machine.indirect.size() > 0 && pointees(machine).isEmpty() && reported.add("pointer " + function)) {
            failures.add(javaName.apply(function) + " calls through a pointer ("
                    + place.apply(machine.indirect.getFirst()) + ") that is in no method table");
        }
        path.add(function);
        Depth deepest = new Depth(machine.frame, null);
        boolean recursive = false;
        for (String callee : edges(function).keySet()) {
            if (path.contains(callee)) {
                if (recursionLimits.containsKey(callee)) {
                    recursive = true;
                } else if (reported.add("recursion " + callee)) {
                    failures.add("unbounded recursion: " + cycle(path, callee));
                }
                continue;
            }
            Depth below = depth(callee, path, failures, reported);
            if (machine.frame + below.bytes > deepest.bytes) {
                deepest = new Depth(machine.frame + below.bytes, callee);
            }
        }
        path.remove(function);
        if (recursionLimits.containsKey(function)) {
            deepest = new Depth(deepest.bytes * recursionLimits.get(function), deepest.deepest);
        }
        if (!recursive || recursionLimits.containsKey(function)) {
            depths.put(function, deepest);
        }
        return deepest;
    }

    private String cycle(SequencedSet<String> path, String back) {
        List<String> steps = new ArrayList<>(path);
        steps = steps.subList(steps.indexOf(back), steps.size());
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < steps.size(); i++) {
            String next = i + 1 < steps.size() ? steps.get(i + 1) : back;
            text.append(javaName.apply(steps.get(i)))
                    .append(" (")
                    .append(place.apply(edges(steps.get(i)).get(next)))
                    .append(") -> ");
        }
        return text.append(javaName.apply(back)).toString();
    }

    private String stackPath(String entry) {
        List<String> steps = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (String at = entry; at != null && seen.add(at); ) {
            MachineCode.Function machine = code.functions().get(at);
            steps.add(javaName.apply(at) + " (" + (machine == null ? 0 : machine.frame) + ")");
            Depth depth = depths.get(at);
            at = depth == null ? null : depth.deepest;
        }
        return String.join(" -> ", steps);
    }

    /** Whom a function may call, and from which instruction; without what is not followed. */
    private Map<String, Long> edges(String function) {
        return edges.computeIfAbsent(function, name -> {
            Map<String, Long> found = new LinkedHashMap<>();
            MachineCode.Function machine = code.functions().get(name);
            if (machine == null) {
                return found;
            }
            for (MachineCode.Call call : machine.calls) {
                if (isFollowed(call.target())) {
                    found.putIfAbsent(call.target(), call.address());
                }
            }
            if (!machine.indirect.isEmpty()) {
                for (String target : pointees(machine)) {
                    if (isFollowed(target)) {
                        found.putIfAbsent(target, machine.indirect.getFirst());
                    }
                }
            }
            return found;
        });
    }

    private Set<String> pointees(MachineCode.Function machine) {
        Set<String> direct = new HashSet<>();
        machine.calls.forEach(call -> direct.add(call.target()));
        return slots.targets(machine.name, direct);
    }

    private static boolean isFollowed(String target) {
        return !target.startsWith("initclass_") && !MachineCode.neverReturns(target);
    }
}
