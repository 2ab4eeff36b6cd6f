package cortado.server.supervisor;

import cortado.api.Authority;
import cortado.api.Mmio;
import cortado.api.StatusException;
import cortado.environ.pci.PciConfiguration;
import cortado.fdt.PciHost;

/** PCI configuration, of one function at a time: each access has a grant of its own, which is given back at once. */
final class GrantedConfiguration implements PciConfiguration {
    private static final int NOTHING = -1;

    private final Authority authority;

    GrantedConfiguration(Authority authority) {
        this.authority = authority;
    }

    private Mmio open(int requester) {
        return new Mmio(authority.pciRegisters(requester, 0), 0, PciHost.CONFIGURATION);
    }

    /** What the bridge does not have answers as what is not plugged in. */
    @Override
    public int read(int requester, int offset) {
        try (Mmio registers = open(requester)) {
            return registers.read32(offset);
        } catch (StatusException e) {
            return NOTHING;
        }
    }

    @Override
    public void write(int requester, int offset, int value) {
        try (Mmio registers = open(requester)) {
            registers.write32(offset, value);
        }
    }
}
