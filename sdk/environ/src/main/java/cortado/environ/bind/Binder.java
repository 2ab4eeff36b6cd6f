package cortado.environ.bind;

import cortado.environ.bind.Binding.Reason;
import cortado.environ.pci.PciFunction;
import cortado.environ.spec.Identify;
import cortado.environ.spec.ProcessSpec;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.environ.tree.InterruptLine;
import cortado.environ.tree.RegisterBlock;
import cortado.fdt.FlatTree;
import cortado.fdt.PciHost;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Gives each device of a tree to the driver that fits it best: the first string of the node's {@code compatible} that
 * any driver names decides, and of several drivers that name it the first in the list. The host asks to check a tree,
 * the supervisor to start drivers; both get the same answer, but for what only a {@link Probe} can tell.
 */
public final class Binder {
    private final DeviceTree tree;
    private final List<ProcessSpec> drivers;
    private final Probe probe;
    private final List<String> known = new ArrayList<>();
    private final Map<String, Integer> instances = new HashMap<>();

    /** Prepares to bind, the drivers being in order of preference. */
    public Binder(DeviceTree tree, List<ProcessSpec> drivers, Probe probe) {
        this.tree = tree;
        this.drivers = List.copyOf(drivers);
        this.probe = probe;
        for (ProcessSpec driver : drivers) {
            driver.device().ifPresent(device -> known.addAll(device.compatible()));
        }
    }

    /** What becomes of each device. The console's comes first, so that of its kind it has number one. */
    public List<Binding> bind() {
        instances.clear();
        List<Binding> bindings = new ArrayList<>();
        DeviceNode console = tree.console();
        if (console != null && isDevice(console)) {
            bindings.add(bind(console));
        }
        for (DeviceNode node : tree.nodes()) {
            if (node != console && isDevice(node)) {
                bindings.add(bind(node));
            }
        }
        DeviceNode host = tree.at(new PciHost(tree.flat()).node());
        for (PciFunction function : host == null ? List.<PciFunction>of() : probe.functions()) {
            bindings.add(bind(host, function));
        }
        return bindings;
    }

    /** A function says itself what it is: nothing else has to be read. */
    private Binding bind(DeviceNode host, PciFunction function) {
        List<ProcessSpec> fitting = fitting(function.compatible());
        if (fitting.isEmpty()) {
            String what = function.compatible() + " at " + function.place();
            return new Binding.Unbound(host, Reason.NO_DRIVER, what + ": no driver");
        }
        ProcessSpec driver = fitting.getFirst();
        return new Binding.Bound(host, processName(driver), driver, function.compatible(), Optional.of(function));
    }

    /** A node that says what it is, and has registers or interrupts or a driver of its own. */
    private boolean isDevice(DeviceNode node) {
        List<String> compatible = node.compatible();
        if (node.parent() == null || compatible.isEmpty()) {
            return false;
        }
        return node.has("reg")
                || node.has("interrupts")
                || node.has("interrupts-extended")
                || compatible.stream().anyMatch(known::contains)
                || KernelDevices.compatible(tree, node) != null;
    }

    private Binding bind(DeviceNode node) {
        String kernel = KernelDevices.compatible(tree, node);
        if (kernel != null) {
            return new Binding.Kernel(node, kernel);
        }
        if (!node.isEnabled()) {
            return new Binding.Unbound(node, Reason.DISABLED, "disabled in the tree");
        }
        for (String compatible : node.compatible()) {
            List<ProcessSpec> fitting = fitting(compatible);
            if (!fitting.isEmpty()) {
                Binding.Unbound obstacle = obstacle(node, fitting.get(0));
                return obstacle != null ? obstacle : choose(node, fitting, compatible);
            }
        }
        return new Binding.Unbound(node, Reason.NO_DRIVER, "no driver");
    }

    private List<ProcessSpec> fitting(String compatible) {
        List<ProcessSpec> fitting = new ArrayList<>();
        for (ProcessSpec driver : drivers) {
            if (driver.device().isPresent()
                    && driver.device().get().compatible().contains(compatible)) {
                fitting.add(driver);
            }
        }
        return fitting;
    }

    private Binding choose(DeviceNode node, List<ProcessSpec> fitting, String compatible) {
        String seen = "";
        Reason reason = Reason.NOT_IDENTIFIED;
        boolean unknown = false;
        String below = deviceBelow(node);
        for (ProcessSpec driver : fitting) {
            if (below != null && driver.device().orElseThrow().leaf()) {
                reason = Reason.OCCUPIED;
                seen = "it leads to " + below + ", which '" + driver.name() + "' is not for";
                continue;
            }
            Identify identify = driver.device().orElseThrow().identify().orElse(null);
            if (identify == null) {
                return new Binding.Bound(node, processName(driver), driver, compatible);
            }
            OptionalInt read = probe.read(node, identify.block(), identify.offset());
            if (read.isPresent() && read.getAsInt() == identify.value()) {
                return new Binding.Bound(node, processName(driver), driver, compatible);
            }
            unknown |= read.isEmpty();
            if (read.isPresent()) {
                reason = Reason.NOT_IDENTIFIED;
                seen = identified(identify, read.getAsInt(), compatible);
            }
        }
        return unknown ? new Binding.Deferred(node, fitting, compatible) : new Binding.Unbound(node, reason, seen);
    }

    /** The name of a device right below another, or null if there is none. */
    private String deviceBelow(DeviceNode node) {
        for (DeviceNode other : tree.nodes()) {
            DeviceNode parent = other.parent();
            if (parent != null
                    && parent.offset() == node.offset()
                    && other.isEnabled()
                    && !other.compatible().isEmpty()) {
                return other.name();
            }
        }
        return null;
    }

    private static String identified(Identify identify, int read, String compatible) {
        String register = "its register " + Integer.toHexString(identify.offset()) + " reads ";
        return read == 0
                ? "nothing is plugged in: " + register + "0"
                : register + read + ", which no driver of '" + compatible + "' is for";
    }

    private String processName(ProcessSpec driver) {
        int number = instances.merge(driver.name(), 1, Integer::sum);
        return number == 1 ? driver.name() : driver.name() + "." + number;
    }

    /** Why the node cannot be granted to its driver, or null. */
    private Binding.Unbound obstacle(DeviceNode node, ProcessSpec driver) {
        String fits = "'" + driver.name() + "' fits, but ";
        int registers = node.registerCount();
        if (registers < 0) {
            return new Binding.Unbound(
                    node, Reason.REGISTERS, fits + "reg does not divide into addresses and sizes of its bus");
        }
        for (RegisterBlock block : node.registers()) {
            if (!block.isReachable()) {
                return new Binding.Unbound(node, Reason.REGISTERS, fits + unreachable(node, block));
            }
        }
        int interrupts = node.interruptCount();
        if (interrupts < 0) {
            return new Binding.Unbound(
                    node,
                    Reason.INTERRUPTS,
                    fits
                            + (interrupts == FlatTree.ABSENT
                                    ? "its interrupts have no controller"
                                    : "its interrupts do not divide into the controller's cells"));
        }
        for (InterruptLine line : node.interrupts()) {
            if (!line.isGranted()) {
                return new Binding.Unbound(node, Reason.INTERRUPTS, fits + ungranted(line));
            }
        }
        return null;
    }

    /** Why a register block cannot be seen. */
    private static String unreachable(DeviceNode node, RegisterBlock block) {
        String where = "reg[" + block.index() + "]"
                + (block.busAddress() < 0 ? "" : " (" + hex(block.busAddress()) + "+" + hex(block.size()) + ")");
        return switch ((int) block.address()) {
            case FlatTree.NOT_TRANSLATABLE ->
                where + " is outside the ranges of the buses above it, the nearest being "
                        + node.parent().path();
            case FlatTree.UNSUPPORTED -> where + " is on a bus whose addresses have more than two cells";
            default -> where + " is malformed";
        };
    }

    private static String hex(long value) {
        return Long.toHexString(Math.max(0, value));
    }

    private String ungranted(InterruptLine line) {
        String which = "its interrupt " + line.index();
        if (line.controller() < 0) {
            return which + " does not lead to an interrupt controller";
        }
        return line.intid() == FlatTree.MALFORMED
                ? which + " has a number that the GIC does not have"
                : which + " goes to " + tree.at(line.controller()).path() + ", which is no GIC";
    }
}
