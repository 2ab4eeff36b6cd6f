package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.Status;

/**
 * Which memory devices reach behind an {@link Iommu}: the folios that they were told of, until they have been reset.
 * What they try beyond that is a refusal of their driver's.
 */
final class DeviceMemory implements TablePages {
    /** Refusals between two resets of a device after which it is not listened to any more. */
    static final int MOST = 16;

    private final Machine machine;
    private final PageAllocator allocator;
    private final Memory memory;
    private final Devices devices;
    private final Refusals refusals;
    /** Per stream, since the device was reset. */
    private int[] faults = {};

    DeviceMemory(Machine machine, PageAllocator allocator, Memory memory, Devices devices, Refusals refusals) {
        this.machine = machine;
        this.memory = memory;
        this.allocator = allocator;
        this.devices = devices;
        this.refusals = refusals;
    }

    /** Starts the IOMMU, if there is one; if it does not answer, no device behind it is told of memory. For boot. */
    void boot() {
        Iommu iommu = machine.iommu();
        int pages = iommu.pages();
        long physical = pages == 0 ? -1 : allocator.take(pages);
        if (physical < 0) {
            return;
        }
        machine.zeroPages(physical, pages);
        machine.cleanCache(physical, (long) pages * Limits.PAGE);
        if (iommu.start(physical, this)) {
            faults = new int[iommu.streams()];
            for (int i = 0; iommu.line(i) >= 0; i++) {
                machine.unmaskInterrupt(iommu.line(i));
            }
        }
    }

    /** A device is about to be told of a folio: OK, or why it cannot reach it. */
    int open(int device, Folio folio, long bus) {
        if (!devices.isHeldUp(device)) {
            return Status.OK;
        }
        Iommu iommu = machine.iommu();
        long stream = devices.stream(device);
        if (devices.iommu(device) != iommu.node() || stream < 0 || stream >= faults.length || bus != folio.physical) {
            return Status.NOT_SUPPORTED;
        }
        if (folio.device == device) {
            return Status.OK;
        }
        int cost = iommu.mapCost((int) stream, folio.physical, folio.pages);
        if (cost < 0 || !memory.has(cost)) {
            return cost < 0 ? cost : Status.NO_MEMORY;
        }
        return iommu.map((int) stream, folio.physical, folio.pages) ? Status.OK : Status.NOT_SUPPORTED;
    }

    /** The device that was told of a folio has been reset: false if it may reach it all the same. */
    boolean close(Folio folio) {
        return !devices.isHeldUp(folio.device)
                || machine.iommu().unmap((int) devices.stream(folio.device), folio.physical, folio.pages);
    }

    /** A device has been reset. */
    void reset(int device) {
        long stream = devices.isHeldUp(device) ? devices.stream(device) : -1;
        if (stream >= 0 && stream < faults.length && faults[(int) stream] > 0) {
            faults[(int) stream] = 0;
            machine.iommu().admit((int) stream);
        }
    }

    /** A line fired that no driver has: takes what the IOMMU reports, if it is its. */
    void interrupt(int line) {
        Iommu iommu = machine.iommu();
        if (!isOf(iommu, line)) {
            return;
        }
        while (iommu.nextFault()) {
            int stream = iommu.faultStream();
            if (stream >= 0 && stream < faults.length && faults[stream] < MOST) {
                faults[stream]++;
                boolean last = faults[stream] == MOST;
                refusals.noteDevice(devices.driverOf(stream), stream, iommu.faultAddress(), iommu.faultWrites(), last);
                if (last) {
                    iommu.silence(stream);
                }
            }
        }
        machine.unmaskInterrupt(line);
    }

    private static boolean isOf(Iommu iommu, int line) {
        int index = 0;
        while (iommu.line(index) >= 0 && iommu.line(index) != line) {
            index++;
        }
        return iommu.line(index) >= 0;
    }

    @Override
    public long take(int stream) {
        long physical = allocator.takePage();
        machine.zeroPages(physical, 1);
        machine.cleanCache(physical, Limits.PAGE);
        return physical;
    }

    @Override
    public void give(int stream, long physical) {
        allocator.give(physical, 1);
    }
}
