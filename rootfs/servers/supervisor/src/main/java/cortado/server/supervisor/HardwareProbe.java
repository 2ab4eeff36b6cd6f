package cortado.server.supervisor;

import cortado.api.Authority;
import cortado.api.Mmio;
import cortado.api.StatusException;
import cortado.environ.bind.Probe;
import cortado.environ.tree.DeviceNode;
import java.util.OptionalInt;

/** Reads a device's register through a grant that is given back at once. */
final class HardwareProbe implements Probe {
    private final Authority authority;

    HardwareProbe(Authority authority) {
        this.authority = authority;
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
}
