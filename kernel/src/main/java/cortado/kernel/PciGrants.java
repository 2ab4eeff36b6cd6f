package cortado.kernel;

import cortado.abi.FolioFlag;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.fdt.FlatTree;
import cortado.fdt.Interrupts;
import cortado.fdt.PciHost;

/**
 * Calls that make handles for functions of the PCI host bridge. The holder of the authority names a function and a
 * range of its own choice; the tree says where configuration is, and which window a range has to lie in.
 */
final class PciGrants {
    private static final int MMIO_RIGHTS = Rights.READ | Rights.WRITE | Rights.MAP | Rights.DUPLICATE | Rights.TRANSFER;
    /** Of a range, the logarithm of its size. */
    private static final int SIZE_BITS = 0xfff;

    private static final int SMALLEST = 12;
    private static final int LARGEST = 31;
    private static final int PINS = 4;

    private final Objects objects;
    private final Devices devices;
    private final GrantCalls grants;
    private final int[] cells = new int[Interrupts.MAX_CELLS];

    PciGrants(Objects objects, Devices devices, GrantCalls grants) {
        this.objects = objects;
        this.devices = devices;
        this.grants = grants;
    }

    long registers(Process process, long authority, long function, long range) {
        int status = check(process, authority, function);
        if (status < 0) {
            return status;
        }
        if (objects.folios.isEmpty()) {
            return Status.NO_MEMORY;
        }
        PciHost host = devices.host();
        long size = PciHost.CONFIGURATION;
        long address = host.configuration((int) function);
        if (range != 0) {
            long logarithm = range & SIZE_BITS;
            size = 1L << (logarithm & 63);
            if (logarithm < SMALLEST || logarithm > LARGEST || (range & (size - 1) & ~SIZE_BITS) != 0) {
                return Status.INVALID_ARGUMENT;
            }
            address = host.translate(range & ~SIZE_BITS, size);
        }
        if (address < 0) {
            return address == FlatTree.ABSENT ? Status.NOT_FOUND : Status.NOT_SUPPORTED;
        }
        if (address % Limits.PAGE != 0 || grants.isMemory(address, address + size)) {
            return Status.ACCESS_DENIED;
        }
        int device = Devices.function((int) function);
        Folio folio = objects.folios.borrow(address, (int) (size / Limits.PAGE), FolioFlag.DEVICE, device);
        objects.created(folio, null);
        folio.references = 1;
        return process.handles.insert(folio.word, MMIO_RIGHTS);
    }

    long interrupt(Process process, long authority, long function, long pin) {
        int status = check(process, authority, function);
        if (status < 0) {
            return status;
        }
        if (pin < 1 || pin > PINS) {
            return Status.INVALID_ARGUMENT;
        }
        int controller = devices.host().interrupt((int) function, (int) pin, cells);
        if (controller < 0) {
            return controller == FlatTree.ABSENT ? Status.NOT_FOUND : Status.NOT_SUPPORTED;
        }
        return grants.interrupt(process, controller, cells);
    }

    private int check(Process process, long authority, long function) {
        int reached = process.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        if (function < 0 || function >= PciHost.FUNCTIONS || devices.host().configuration((int) function) < 0) {
            return Status.NOT_FOUND;
        }
        return process.handles.room() < 1 ? Status.TABLE_FULL : Status.OK;
    }
}
