package cortado.server.supervisor;

import cortado.api.Authority;
import cortado.api.Mmio;
import cortado.api.StatusException;
import cortado.environ.bind.Probe;
import cortado.environ.pci.PciBus;
import cortado.environ.pci.PciFunction;
import cortado.environ.tree.DeviceNode;
import cortado.environ.tree.DeviceTree;
import cortado.fdt.PciHost;
import java.util.List;
import java.util.OptionalInt;

/** Reads a device's register through a grant that is given back at once, and what is on the PCI bus likewise. */
final class HardwareProbe implements Probe {
    private final Authority authority;
    private final PciBus bus;

    HardwareProbe(Authority authority, DeviceTree tree) {
        this.authority = authority;
        PciHost host = new PciHost(tree.flat());
        bus = host.windowSize() > 0
                ? new PciBus(new GrantedConfiguration(authority), host.windowStart(), host.windowSize())
                : null;
    }

    /** The bus of the PCI host bridge, null if there is none. */
    PciBus bus() {
        return bus;
    }

    @Override
    public OptionalInt read(DeviceNode node, int block, int offset) {
        try {
            Authority.Registers granted = authority.registers(node.offset(), block);
            try (Mmio registers = new Mmio(
                    granted.folio(),
                    granted.offset(),
                    node.registers().get(block).size())) {
                return OptionalInt.of(registers.read32(offset));
            }
        } catch (StatusException e) {
            return OptionalInt.empty();
        }
    }

    @Override
    public List<PciFunction> functions() {
        return bus == null ? List.of() : bus.functions();
    }
}
