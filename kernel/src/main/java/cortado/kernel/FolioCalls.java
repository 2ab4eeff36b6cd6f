package cortado.kernel;

import cortado.abi.FolioFlag;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.Rights;
import cortado.abi.Status;

/** Calls on folios. */
final class FolioCalls {
    private static final int RIGHTS = Rights.READ | Rights.WRITE | Rights.MAP | Rights.DUPLICATE | Rights.TRANSFER;

    private final Memory memory;
    private final Objects objects;
    private final Mappings mappings;
    private final Devices devices;
    private final DeviceMemory deviceMemory;
    private final Touching touching;

    FolioCalls(
            Memory memory,
            Objects objects,
            Mappings mappings,
            Devices devices,
            DeviceMemory deviceMemory,
            Touching touching) {
        this.deviceMemory = deviceMemory;
        this.touching = touching;
        this.memory = memory;
        this.objects = objects;
        this.mappings = mappings;
        this.devices = devices;
    }

    long create(Process process, long bytes, long flags) {
        if (bytes <= 0
                || bytes > KernelLimits.MEMORY
                || (flags != 0 && flags != FolioFlag.DMA && flags != FolioFlag.SPARSE)) {
            return Status.INVALID_ARGUMENT;
        }
        if (process.handles.room() < 1) {
            return Status.TABLE_FULL;
        }
        int admitted = objects.admit(process, HandleType.FOLIO);
        if (admitted != Status.OK || objects.folios.isEmpty()) {
            return admitted != Status.OK ? admitted : Status.NO_MEMORY;
        }
        if (flags == FolioFlag.SPARSE && bytes > Limits.SPARSE_FOLIO) {
            return Status.INVALID_ARGUMENT;
        }
        boolean dma = flags == FolioFlag.DMA;
        int pages = (int) Memory.pages(bytes);
        long low = 0;
        long high = Long.MAX_VALUE;
        if (dma) {
            int device = devices.deviceOf(process);
            low = devices.windowStart(device);
            high = devices.windowEnd(device);
            // Held memory counts against whoever drives the device: drivers that never reset it hit their own limit.
            int status = memory.check(process, pages + (long) objects.folios.heldPages(device));
            if (status == Status.QUOTA_EXCEEDED) {
                return status;
            }
        }
        long physical = memory.take(process, flags == FolioFlag.SPARSE ? 1 : pages, low, high);
        if (physical < 0) {
            return physical;
        }
        Folio folio = objects.folios.own(process, physical, pages, (int) flags);
        objects.created(folio, process);
        folio.references = 1;
        // A folio can hold the image of a process; an executable mapping of it cannot be asked for.
        return process.handles.insert(folio.word, RIGHTS | (dma ? Rights.DMA : Rights.EXECUTE));
    }

    long map(Process process, long handle, long offset, long length, long rights) {
        if ((rights != Rights.READ && rights != (Rights.READ | Rights.WRITE)) || length <= 0 || offset < 0) {
            return Status.INVALID_ARGUMENT;
        }
        int number = process.handles.reach(handle, HandleType.FOLIO, Rights.MAP | (int) rights);
        if (number < 0) {
            return number;
        }
        Folio folio = objects.folios.get(number);
        if (offset % Limits.PAGE != 0) {
            return Status.INVALID_ARGUMENT;
        }
        long size = Memory.bytes(folio.pages);
        if (offset >= size || length > size - offset) {
            return Status.OUT_OF_RANGE;
        }
        int pages = (int) Memory.pages(length);
        long address = process.space.place(Memory.bytes(pages), Limits.PAGE);
        if (address < 0) {
            return Status.NO_MEMORY;
        }
        int access = rights == Rights.READ ? Machine.READ : Machine.READ | Machine.WRITE;
        int status = mappings.map(process, address, folio, (int) (offset / Limits.PAGE), pages, access, true);
        return status == Status.OK ? address : status;
    }

    long unmap(Process process, long address) {
        if (!UserMemory.isInside(address, Limits.PAGE)) {
            return Status.BAD_ADDRESS;
        }
        int mapping = process.space.findRemovable(address);
        if (mapping < 0) {
            return Status.NOT_FOUND;
        }
        mappings.unmap(process, mapping);
        objects.settle();
        return Status.OK;
    }

    /** Sets pages aside for the caller. */
    long reserve(Process process, long bytes) {
        if (bytes < 0) {
            return Status.INVALID_ARGUMENT;
        }
        long most = memory.reservable(process);
        process.context.second = Memory.bytes(most);
        if (bytes > Memory.bytes(most)) {
            return most == process.pageQuota - process.pages ? Status.QUOTA_EXCEEDED : Status.NO_MEMORY;
        }
        memory.reserve(process, (int) Memory.pages(bytes));
        return Status.OK;
    }

    /** Brings pages of sparse folios into the caller's tables. */
    long commit(Process process, long address, long length) {
        if (length <= 0 || !process.space.covers(address, length, Machine.READ)) {
            return length <= 0 ? Status.INVALID_ARGUMENT : Status.BAD_ADDRESS;
        }
        long start = address & -Limits.PAGE;
        return touching.commit(process, start, (int) Memory.pages(address + length - start));
    }

    long info(Process process, long handle) {
        int number = process.handles.reach(handle, HandleType.FOLIO, 0);
        if (number < 0) {
            return number;
        }
        Folio folio = objects.folios.get(number);
        process.context.second = folio.flags;
        return Memory.bytes(folio.pages);
    }

    long dmaAddress(Process process, long handle) {
        int number = process.handles.reach(handle, HandleType.FOLIO, Rights.DMA);
        if (number < 0) {
            return number;
        }
        Folio folio = objects.folios.get(number);
        int device = devices.deviceOf(process);
        if (folio.device != Devices.NONE && folio.device != device) {
            return Status.ACCESS_DENIED; // one device's memory is no other's
        }
        long address = devices.busAddress(device, folio.physical, Memory.bytes(folio.pages));
        if (address < 0) {
            return address;
        }
        int status = deviceMemory.open(device, folio, address);
        if (status != Status.OK) {
            return status;
        }
        folio.device = device;
        return address;
    }

    /** The device behind these registers has been reset. */
    long quiet(Process process, long handle) {
        int number = process.handles.reach(handle, HandleType.FOLIO, Rights.WRITE);
        if (number < 0) {
            return number;
        }
        Folio folio = objects.folios.get(number);
        if (!folio.isDevice()) {
            return Status.WRONG_TYPE;
        }
        deviceMemory.reset(folio.node);
        return objects.folios.quiet(folio.node, deviceMemory);
    }
}
