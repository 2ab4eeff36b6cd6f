package cortado.server.supervisor;

import cortado.api.system.DeviceRecord;
import cortado.environ.bind.Binding;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import java.util.ArrayList;
import java.util.List;

/** The board's devices, and what became of each. */
final class Devices {
    private final List<DeviceRecord> records = new ArrayList<>();
    private final String model;

    Devices(DeviceTree tree, List<Binding> bindings) {
        DeviceNode root = tree.nodes().getFirst();
        List<String> names = root.has("model") ? root.strings("model") : root.compatible();
        model = names.isEmpty() ? "an unnamed board" : names.getFirst();
        for (Binding binding : bindings) {
            records.add(record(binding));
        }
    }

    /** What the tree calls the board. */
    String model() {
        return model;
    }

    int count() {
        return records.size();
    }

    DeviceRecord record(int index) {
        return records.get(index);
    }

    private static DeviceRecord record(Binding binding) {
        return switch (binding) {
            case Binding.Bound bound
            when bound.function().isPresent() ->
                new DeviceRecord(
                        Page.clip(bound.path()),
                        Page.clip(bound.driver().name()),
                        bound.process(),
                        "",
                        "",
                        bound.compatible());
            case Binding.Bound bound -> record(bound.node(), bound.driver().name(), bound.process(), "");
            case Binding.Kernel kernel -> record(kernel.node(), kernel.compatible(), "kernel", "");
            case Binding.Deferred deferred ->
                record(deferred.node(), "", "", "its register cannot be read, so it is not known what it is");
            case Binding.Unbound unbound -> record(unbound.node(), "", "", unbound.text());
        };
    }

    private static DeviceRecord record(DeviceNode node, String driver, String process, String note) {
        return new DeviceRecord(
                Page.clip(node.path()),
                Page.clip(driver),
                process,
                list(node.registers()),
                list(node.interrupts()),
                Page.clip(note));
    }

    private static String list(List<?> items) {
        StringBuilder text = new StringBuilder();
        for (Object item : items) {
            text.append(text.isEmpty() ? "" : " ").append(item);
        }
        return Page.clip(text.toString());
    }
}
