package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Status;
import cortado.fdt.FlatTree;
import cortado.fdt.Registers;

/** What the device tree says of the device that a process drives: which memory it reaches, and under what address. */
final class Devices {
    /** No device: nothing limits where memory may be, and no bus address means anything. */
    static final int NONE = -1;

    private final Objects objects;
    /** Null until boot. */
    private Registers registers;

    Devices(Objects objects) {
        this.objects = objects;
    }

    void boot(FlatTree tree) {
        registers = new Registers(tree);
    }

    /** The node whose registers a process has been given, the first of them if there are more, or {@link #NONE}. */
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

    /** The lowest address of memory in a device's first window. */
    long windowStart(int device) {
        return registers.windowCount(device) > 0 ? Math.max(registers.windowMemory(device, 0), 0) : 0;
    }

    /** The address behind a device's first window. */
    long windowEnd(int device) {
        if (registers.windowCount(device) <= 0) {
            return Long.MAX_VALUE;
        }
        long start = registers.windowMemory(device, 0);
        long size = registers.windowSize(device, 0);
        return start < 0 || size < 0 || start + size < 0 ? Long.MAX_VALUE : start + size;
    }

    /** Where a device finds memory: ACCESS_DENIED if there is none, NOT_SUPPORTED if it does not reach that far. */
    long busAddress(int device, long physical, long length) {
        if (device == NONE) {
            return Status.ACCESS_DENIED;
        }
        long address = registers.dmaAddress(device, physical, length);
        return address < 0 ? Status.NOT_SUPPORTED : address;
    }
}
