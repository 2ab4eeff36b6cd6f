package cortado.environ.bind;

import cortado.environ.pci.PciFunction;
import cortado.environ.tree.DeviceNode;
import java.util.List;
import java.util.OptionalInt;

/** Reads a device's register to tell which driver it needs: the supervisor's way to the hardware, before any driver. */
@FunctionalInterface
public interface Probe {
    /** No hardware at hand, as on the host: nothing can be told. */
    Probe NONE = (node, block, offset) -> OptionalInt.empty();

    /** The 32-bit register at an offset of a register block, or nothing if it cannot be read. */
    OptionalInt read(DeviceNode node, int block, int offset);

    /** What is plugged into the PCI host bridge, as far as that can be told. */
    default List<PciFunction> functions() {
        return List.of();
    }
}
