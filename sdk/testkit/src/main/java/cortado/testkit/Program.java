package cortado.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a spec says of a process.
 *
 * @param name the process's name
 * @param device what it drives, or null
 * @param provides the services it provides
 * @param env its parameters
 * @param keep bytes of memory that each process of this name finds as the last one left it; 0 for none
 * @param main where it starts
 */
public record Program(
        String name,
        Device device,
        List<String> provides,
        Map<String, String> env,
        long keep,
        Consumer<String[]> main) {
    /** A program that keeps nothing. */
    public Program(
            String name, Device device, List<String> provides, Map<String, String> env, Consumer<String[]> main) {
        this(name, device, provides, env, 0, main);
    }

    /** A driver that provides one service, without parameters. */
    public static Program driver(String name, Device device, String service, Consumer<String[]> main) {
        return new Program(name, device, List.of(service), Map.of(), main);
    }

    /** The same with a parameter more. */
    public Program with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(env);
        more.put(key, value);
        return new Program(name, device, provides, more, keep, main);
    }

    /** The same with memory that outlives it. */
    public Program keeping(long bytes) {
        return new Program(name, device, provides, env, bytes, main);
    }
}
