package cortado.environ.bind;

import cortado.environ.pci.PciFunction;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.tree.DeviceNode;
import java.util.List;
import java.util.Optional;

/** What became of one device. */
public sealed interface Binding {
    /** The device's node. */
    DeviceNode node();

    /**
     * A driver has it.
     *
     * @param process the name of the process that drives it, unique in the system
     * @param driver its spec
     * @param compatible the string that matched
     * @param function the function of the PCI host bridge that the node stands for; empty if the device is the node
     */
    record Bound(DeviceNode node, String process, ProcessSpec driver, String compatible, Optional<PciFunction> function)
            implements Binding {
        /** The device is the node. */
        public Bound(DeviceNode node, String process, ProcessSpec driver, String compatible) {
            this(node, process, driver, compatible, Optional.empty());
        }

        /** The node's path, with a function's place behind it. */
        public String path() {
            return node.path() + function.map(each -> "/" + each.place()).orElse("");
        }
    }

    /**
     * Drivers fit, and a register that cannot be read now tells which.
     *
     * @param candidates in the order in which they are tried
     * @param compatible the string that matched the first
     */
    record Deferred(DeviceNode node, List<ProcessSpec> candidates, String compatible) implements Binding {}

    /**
     * The kernel drives it.
     *
     * @param compatible the string that says so
     */
    record Kernel(DeviceNode node, String compatible) implements Binding {}

    /**
     * Nobody has it.
     *
     * @param reason the kind of reason
     * @param text the reason in words
     */
    record Unbound(DeviceNode node, Reason reason, String text) implements Binding {}

    /** Why a device is left alone. */
    enum Reason {
        /** Its {@code status}, or that of a bus above it, says so. */
        DISABLED,
        /** No driver names any of its {@code compatible} strings. */
        NO_DRIVER,
        /** A driver fits, but the device says it is something else. */
        NOT_IDENTIFIED,
        /** A driver fits, but the tree says that something else is behind the device. */
        OCCUPIED,
        /** A driver fits, but {@code reg} cannot be granted. */
        REGISTERS,
        /** A driver fits, but the interrupts cannot be granted. */
        INTERRUPTS
    }
}
