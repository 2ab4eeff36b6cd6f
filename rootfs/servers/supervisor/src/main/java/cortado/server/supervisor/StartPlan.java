package cortado.server.supervisor;

import cortado.api.Handle;
import cortado.environ.bind.Binding;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.tree.DeviceNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A process's environ as it grows: its spec's parameters, what the device tree says of its device, its arguments, and
 * the handles with the parts that they play.
 */
final class StartPlan {
    private final Map<String, String> environ = new LinkedHashMap<>();
    private final List<Handle> handles = new ArrayList<>();

    StartPlan(ProcessSpec spec) {
        environ.putAll(spec.env());
    }

    /** What is known of a unit that another life of the supervisor started. */
    static StartPlan known(Unit unit) {
        StartPlan plan = new StartPlan(unit.spec());
        if (unit.binding() != null) {
            plan.device(unit.binding());
        }
        return plan;
    }

    /**
     * What the tree says: the node's path, the compatible string that matched, the names of the properties that are
     * there or not, such as {@code broken-cd}, and the device's clock where that is fixed.
     */
    void device(Binding.Bound binding) {
        DeviceNode node = binding.node();
        environ.put("device.node", binding.path());
        environ.put("device.compatible", binding.compatible());
        List<String> flags = new ArrayList<>();
        for (String property : node.properties()) {
            if (node.length(property) == 0) {
                flags.add(property);
            }
        }
        if (!flags.isEmpty()) {
            environ.put("device.flags", String.join(" ", flags));
        }
        if (node.clockRate() > 0) {
            environ.put("device.clock", Long.toString(node.clockRate()));
        }
    }

    /** What the process was told. */
    void arguments(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            environ.put("arg." + i, arguments.get(i));
        }
    }

    /** A handle, and the part that it plays. */
    void handle(String part, Handle handle) {
        environ.put("handle." + part, Integer.toString(handles.size()));
        handles.add(handle);
    }

    /** Register block {@code index}: {@code size} bytes from {@code offset} in its pages. */
    void registers(int index, Handle pages, long offset, long size) {
        handle("mmio." + index, pages);
        environ.put("mmio." + index + ".offset", Long.toString(offset));
        environ.put("mmio." + index + ".size", Long.toString(size));
    }

    /** Where a file of the boot bundle is in it. */
    void file(String name, Archive.Entry entry) {
        environ.put("bundle." + name + ".offset", Long.toString(entry.offset()));
        environ.put("bundle." + name + ".size", Long.toString(entry.length()));
    }

    Map<String, String> environ() {
        return environ;
    }

    List<Handle> handles() {
        return handles;
    }

    /** Gives back what was not used. */
    void discard() {
        for (Handle handle : handles) {
            handle.close();
        }
    }
}
