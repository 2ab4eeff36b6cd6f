package cortado.environ.bind;

import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.fdt.GicInterrupt;
import cortado.fdt.PciHost;
import java.util.List;

/** The devices that the kernel drives itself and grants to nobody. */
public final class KernelDevices {
    private KernelDevices() {}

    private static final List<String> COMPATIBLE =
            List.of("arm,armv8-timer", "arm,psci-1.0", "arm,psci-0.2", "arm,psci", "arm,smmu-v3", PciHost.COMPATIBLE);

    /** The string by which the kernel recognises the node as its own, or null. */
    public static String compatible(DeviceTree tree, DeviceNode node) {
        List<String> compatible = node.compatible();
        if (compatible.isEmpty()) {
            return null;
        }
        DeviceNode parent = node.parent();
        if (GicInterrupt.isGic(tree.flat(), node.offset())
                || (parent != null && GicInterrupt.isGic(tree.flat(), parent.offset()))
                || node.strings("device_type").contains("cpu")) {
            return compatible.get(0);
        }
        for (String candidate : compatible) {
            if (COMPATIBLE.contains(candidate)) {
                return candidate;
            }
        }
        return null;
    }
}
