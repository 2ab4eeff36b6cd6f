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
 * @param main where it starts
 */
public record Program(
        String name, Device device, List<String> provides, Map<String, String> env, Consumer<String[]> main) {
    /** A driver that provides one service, without parameters. */
    public static Program driver(String name, Device device, String service, Consumer<String[]> main) {
        return new Program(name, device, List.of(service), Map.of(), main);
    }

    /** The same with a parameter more. */
    public Program with(String key, String value) {
        Map<String, String> more = new LinkedHashMap<>(env);
        more.put(key, value);
        return new Program(name, device, provides, more, main);
    }
}
