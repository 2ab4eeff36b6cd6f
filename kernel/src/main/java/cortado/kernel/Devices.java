package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Status;
import cortado.fdt.FlatTree;
import cortado.fdt.PciHost;
import cortado.fdt.Registers;

/**
 * What the device tree says of the device that a process drives: which memory it reaches, and under what address. A
 * device is a node of the tree, or a function of the PCI host bridge: {@link #function}.
 */
final class Devices {
    /** No device: nothing limits where memory may be, and no bus address means anything. */
    static final int NONE = -1;

    /** Added to a function's requester id; no tree is so large that a node had such an offset. */
    private static final int FUNCTIONS = 1 << 30;

    private final Objects objects;
    /** Null until boot. */
    private Registers registers;

    private PciHost host;

    Devices(Objects objects) {
        this.objects = objects;
    }

    void boot(FlatTree tree) {
        registers = new Registers(tree);
        host = new PciHost(tree);
    }

    PciHost host() {
        return host;
    }

    /** The device that a function of the host bridge is. */
    static int function(int requester) {
        return FUNCTIONS + requester;
    }

    private static boolean isFunction(int device) {
        return device >= FUNCTIONS;
    }

    /** The node whose place in the tree decides what a device reaches. */
    private int node(int device) {
        return isFunction(device) ? host.node() : device;
    }

    /** The device whose registers a process has been given, the first of them if there are more, or {@link #NONE}. */
    int deviceOf(Process process) {
        HandleTable handles = process.handles;
        for (int entry = 0; entry < KernelLimits.HANDLES; entry++) {
            if (handles.handle(entry) != 0 && KernelObject.type(handles.object(entry)) == HandleType.FOLIO) {
                Folio folio = objects.folios.get(KernelObject.number(handles.object(entry)));
                if (folio.isDevice()) {
                    return folio.node;
                }
            }
        }
        return NONE;
    }

    /** The process that drives the device behind a stream, or null. */
    Process driverOf(int stream) {
        for (Process process : objects.processes.all) {
            if (process.alive) {
                int device = deviceOf(process);
                if (isFunction(device) && stream(device) == stream) {
                    return process;
                }
            }
        }
        return null;
    }

    /** The lowest address of memory in a device's first window. */
    long windowStart(int device) {
        int node = node(device);
        return registers.windowCount(node) > 0 ? Math.max(registers.windowMemory(node, 0), 0) : 0;
    }

    /** The address behind a device's first window. */
    long windowEnd(int device) {
        int node = node(device);
        if (registers.windowCount(node) <= 0) {
            return Long.MAX_VALUE;
        }
        long start = registers.windowMemory(node, 0);
        long size = registers.windowSize(node, 0);
        return start < 0 || size < 0 || start + size < 0 ? Long.MAX_VALUE : start + size;
    }

    /** Where a device finds memory: ACCESS_DENIED if there is none, NOT_SUPPORTED if it does not reach that far. */
    long busAddress(int device, long physical, long length) {
        if (device == NONE) {
            return Status.ACCESS_DENIED;
        }
        if (isFunction(device) && host.hasDmaRanges()) {
            return Status.NOT_SUPPORTED;
        }
        long address = registers.dmaAddress(node(device), physical, length);
        return address < 0 ? Status.NOT_SUPPORTED : address;
    }

    /** Whether an IOMMU stands between a device and memory. */
    boolean isHeldUp(int device) {
        return isFunction(device) && host.iommu(device - FUNCTIONS) != FlatTree.ABSENT;
    }

    /** The IOMMU's node; of a device that passes one. */
    int iommu(int device) {
        return host.iommu(device - FUNCTIONS);
    }

    /** What the IOMMU knows a device by, or negative. */
    long stream(int device) {
        return host.stream(device - FUNCTIONS);
    }
}
