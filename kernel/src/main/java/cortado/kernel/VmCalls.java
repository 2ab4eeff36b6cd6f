package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.abi.VmMapLayout;

/** Calls on virtual machines. */
final class VmCalls {
    private static final int VM_RIGHTS = Rights.WRITE | Rights.MAP;
    private static final int ACCESS = Rights.READ | Rights.WRITE | Rights.EXECUTE;
    /** Pages of the interrupt interface. */
    private static final int INTERFACE_PAGES = 2;

    private final GuestMachine guests;
    private final UserMemory user;
    private final Memory memory;
    private final Objects objects;
    private final byte[] parameters = new byte[VmMapLayout.SIZE];

    VmCalls(GuestMachine guests, UserMemory user, Memory memory, Objects objects) {
        this.guests = guests;
        this.user = user;
        this.memory = memory;
        this.objects = objects;
    }

    long create(Process process, long hypervisor) {
        int reached = process.handles.reach(hypervisor, HandleType.HYPERVISOR, 0);
        if (reached < 0) {
            return reached;
        }
        if (process.handles.room() < 1) {
            return Status.TABLE_FULL;
        }
        int admitted = objects.admit(process, HandleType.VM);
        if (admitted != Status.OK) {
            return admitted;
        }
        int status = memory.check(process, guests.spaceCost());
        if (status != Status.OK) {
            return status;
        }
        Vm vm = objects.vms.takeVm(process);
        guests.createSpace(vm.number());
        objects.created(vm, process);
        vm.references = 1;
        return process.handles.insert(vm.word, VM_RIGHTS);
    }

    long map(Process process, long handle, long pointer) {
        int number = process.handles.reach(handle, HandleType.VM, Rights.MAP);
        if (number < 0) {
            return number;
        }
        if (!user.read(pointer, parameters, 0, parameters.length)) {
            return Status.BAD_ADDRESS;
        }
        Vm vm = objects.vms.vm(number);
        int folio = LittleEndian.i32(parameters, VmMapLayout.FOLIO);
        long address = LittleEndian.i64(parameters, VmMapLayout.ADDRESS);
        if (address < 0 || address % Limits.PAGE != 0) {
            return Status.INVALID_ARGUMENT;
        }
        return folio == VmMapLayout.INTERRUPT_INTERFACE
                ? mapInterface(process, vm, address)
                : mapFolio(process, vm, folio, address);
    }

    private int mapInterface(Process process, Vm vm, long address) {
        long physical = guests.interruptInterface();
        if (physical < 0) {
            return Status.NOT_SUPPORTED;
        }
        int status = check(process, vm, address, INTERFACE_PAGES, true);
        if (status == Status.OK) {
            int access = Machine.READ | Machine.WRITE | Machine.DEVICE;
            guests.map(vm.number(), address, physical, INTERFACE_PAGES, access);
            vm.insert(address, INTERFACE_PAGES, null, 0, access);
        }
        return status;
    }

    private int mapFolio(Process process, Vm vm, int handle, long address) {
        int rights = LittleEndian.i32(parameters, VmMapLayout.RIGHTS);
        long offset = LittleEndian.i64(parameters, VmMapLayout.OFFSET);
        long length = LittleEndian.i64(parameters, VmMapLayout.LENGTH);
        if ((rights & Rights.READ) == 0 || (rights & ~ACCESS) != 0) {
            return Status.INVALID_ARGUMENT;
        }
        int number = process.handles.reach(handle, HandleType.FOLIO, Rights.MAP | rights);
        if (number < 0) {
            return number;
        }
        Folio folio = objects.folios.get(number);
        if (folio.isDevice() || folio.isDma()) {
            return Status.ACCESS_DENIED;
        }
        if (offset < 0 || offset % Limits.PAGE != 0 || length <= 0 || length % Limits.PAGE != 0) {
            return Status.INVALID_ARGUMENT;
        }
        long size = Memory.bytes(folio.pages);
        if (offset >= size || length > size - offset) {
            return Status.OUT_OF_RANGE;
        }
        int pages = (int) (length / Limits.PAGE);
        int status = check(process, vm, address, pages, !folio.isSparse());
        if (status == Status.OK) {
            int access = access(rights);
            if (!folio.isSparse()) {
                guests.map(vm.number(), address, folio.physical + offset, pages, access);
            }
            vm.insert(address, pages, folio, (int) (offset / Limits.PAGE), access);
            folio.references++;
        }
        return status;
    }

    private static int access(int rights) {
        return Machine.READ
                | ((rights & Rights.WRITE) != 0 ? Machine.WRITE : 0)
                | ((rights & Rights.EXECUTE) != 0 ? Machine.EXECUTE : 0);
    }

    private int check(Process process, Vm vm, long address, int pages, boolean atOnce) {
        if (address > Limits.GUEST_END - Memory.bytes(pages)) {
            return Status.OUT_OF_RANGE;
        }
        if (!vm.isFree(address, address + Memory.bytes(pages))) {
            return Status.BUSY;
        }
        if (vm.mappings() == Limits.VM_MAPPINGS) {
            return Status.QUOTA_EXCEEDED;
        }
        return atOnce ? memory.check(process, guests.mapCost(vm.number(), address, pages)) : Status.OK;
    }

    long unmap(Process process, long handle, long address) {
        int number = process.handles.reach(handle, HandleType.VM, Rights.MAP);
        if (number < 0) {
            return number;
        }
        Vm vm = objects.vms.vm(number);
        int mapping = vm.find(address);
        if (mapping < 0 || vm.start(mapping) != address) {
            return Status.NOT_FOUND;
        }
        Folio folio = vm.folio(mapping);
        guests.unmap(number, address, vm.pages(mapping));
        vm.remove(mapping);
        if (folio != null) {
            objects.drop(folio.word);
            objects.settle();
        }
        return Status.OK;
    }
}
