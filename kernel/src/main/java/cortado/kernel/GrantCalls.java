package cortado.kernel;

import cortado.abi.FolioFlag;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;
import cortado.fdt.FlatTree;
import cortado.fdt.Interrupts;
import cortado.fdt.PciHost;
import cortado.fdt.Platform;
import cortado.fdt.Registers;

/**
 * Calls that make handles for what the device tree describes. The holder of the authority names a node; what that
 * stands for the kernel reads from the tree itself.
 */
final class GrantCalls {
    private static final int MMIO_RIGHTS = Rights.READ | Rights.WRITE | Rights.MAP | Rights.DUPLICATE | Rights.TRANSFER;
    private static final int INTERRUPT_RIGHTS = Rights.WRITE | Rights.POLL | Rights.DUPLICATE | Rights.TRANSFER;
    private static final int BOOT_RIGHTS =
            Rights.READ | Rights.EXECUTE | Rights.MAP | Rights.DUPLICATE | Rights.TRANSFER;

    private static final int KEPT_RIGHTS = Rights.READ | Rights.WRITE | Rights.MAP | Rights.DUPLICATE;

    private final Machine machine;
    private final Objects objects;
    private final int[] cells = new int[Interrupts.MAX_CELLS];
    private FlatTree tree;
    private Registers registers;
    private Interrupts interrupts;
    private Platform platform;
    /** The PCI host bridge, or -1: its registers are all functions' configuration. */
    private int hostBridge;

    private Folio treeFolio;
    private Folio bundleFolio;
    /** Or null. */
    private Folio keptFolio;

    GrantCalls(Machine machine, Objects objects) {
        this.machine = machine;
        this.objects = objects;
    }

    /** Allocates: for boot only. */
    void boot(FlatTree flatTree, Folio treeMemory, Folio bundleMemory, Folio keptMemory) {
        keptFolio = keptMemory;
        tree = flatTree;
        registers = new Registers(flatTree);
        interrupts = new Interrupts(flatTree);
        platform = new Platform(flatTree);
        hostBridge = new PciHost(flatTree).node();
        treeFolio = treeMemory;
        bundleFolio = bundleMemory;
    }

    long registers(Process process, long authority, long node, long index) {
        int status = check(process, authority, node, index);
        if (status < 0) {
            return status;
        }
        if (objects.folios.isEmpty()) {
            return Status.NO_MEMORY;
        }
        long address = registers.address((int) node, (int) index);
        long size = registers.size((int) node, (int) index);
        if (address < 0 || size <= 0) {
            return address == FlatTree.ABSENT ? Status.NOT_FOUND : Status.NOT_SUPPORTED;
        }
        long start = address & -Limits.PAGE;
        long pages = Memory.pages(address - start + size);
        if (pages > Integer.MAX_VALUE || isMemory(start, start + Memory.bytes(pages))) {
            return Status.ACCESS_DENIED;
        }
        Folio folio = objects.folios.borrow(start, (int) pages, FolioFlag.DEVICE, (int) node);
        objects.created(folio, null);
        folio.references = 1;
        process.context.second = address - start;
        return process.handles.insert(folio.word, MMIO_RIGHTS);
    }

    private int check(Process process, long authority, long node, long index) {
        int reached = process.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        if (node < 0
                || node > Integer.MAX_VALUE
                || index < 0
                || index > Integer.MAX_VALUE
                || !tree.isNode((int) node)) {
            return Status.NOT_FOUND;
        }
        if (machine.ownsNode((int) node) || node == hostBridge || !tree.isEnabled((int) node)) {
            return Status.ACCESS_DENIED;
        }
        return process.handles.room() < 1 ? Status.TABLE_FULL : Status.OK;
    }

    /** A tree that calls memory a device's registers would open every process's memory to a driver. */
    boolean isMemory(long start, long end) {
        for (int node = platform.nextMemory(FlatTree.ABSENT); node >= 0; node = platform.nextMemory(node)) {
            for (int i = 0; i < registers.count(node); i++) {
                long from = registers.address(node, i);
                long to = from + registers.size(node, i);
                if (from >= 0 && start < to && from < end) {
                    return true;
                }
            }
        }
        return false;
    }

    long interrupt(Process process, long authority, long node, long index) {
        int status = check(process, authority, node, index);
        if (status < 0) {
            return status;
        }
        int controller = interrupts.resolve((int) node, (int) index, cells);
        if (controller < 0) {
            return controller == FlatTree.ABSENT ? Status.NOT_FOUND : Status.NOT_SUPPORTED;
        }
        return interrupt(process, controller, cells);
    }

    /** Gives a process the interrupt that a controller calls so; it has room for the handle. */
    long interrupt(Process process, int controller, int[] specifier) {
        int count = interrupts.cells(controller);
        int line = machine.interruptLine(controller, specifier, count);
        if (line < 0 || line >= KernelLimits.INTERRUPT_LINES) {
            return Status.NOT_SUPPORTED;
        }
        if (objects.interrupts.ofLine(line) != null) {
            return Status.BUSY;
        }
        if (objects.interrupts.isEmpty()) {
            return Status.NO_MEMORY;
        }
        machine.configureInterrupt(line, specifier, count);
        Interrupt interrupt = objects.interrupts.take(line);
        objects.created(interrupt, null);
        interrupt.references = 1;
        return process.handles.insert(interrupt.word, INTERRUPT_RIGHTS);
    }

    long hypervisor(Process process, long authority) {
        int reached = process.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        if (machine.guests().status() != SystemInfoLayout.HYPERVISOR_READY) {
            return Status.NOT_SUPPORTED;
        }
        if (process.handles.room() < 1) {
            return Status.TABLE_FULL;
        }
        return process.handles.insert(KernelObject.HYPERVISOR, Rights.DUPLICATE | Rights.TRANSFER);
    }

    long boot(Process process, long authority, long which) {
        int reached = process.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        if (which != 0 && which != 1 && (which != 2 || keptFolio == null)) {
            return Status.NOT_FOUND;
        }
        if (process.handles.room() < 1) {
            return Status.TABLE_FULL;
        }
        Folio folio = which == 0 ? treeFolio : which == 1 ? bundleFolio : keptFolio;
        int rights = which == 0 ? BOOT_RIGHTS & ~Rights.EXECUTE : which == 1 ? BOOT_RIGHTS : KEPT_RIGHTS;
        folio.references++;
        return process.handles.insert(folio.word, rights);
    }
}
