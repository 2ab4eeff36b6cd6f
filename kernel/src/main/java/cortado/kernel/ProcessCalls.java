package cortado.kernel;

import cortado.abi.Cause;
import cortado.abi.HandleInfoLayout;
import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessInfoLayout;
import cortado.abi.Rights;
import cortado.abi.Status;

/** Calls on processes that exist, by themselves and by others. */
final class ProcessCalls {
    private final Machine machine;
    private final UserMemory user;
    private final Objects objects;
    private final Endings endings;
    private final Scheduler scheduler;
    private final byte[] info = new byte[ProcessInfoLayout.SIZE];
    private final byte[] list = new byte[HandleInfoLayout.SIZE * KernelLimits.HANDLES];

    ProcessCalls(Machine machine, UserMemory user, Objects objects, Endings endings, Scheduler scheduler) {
        this.machine = machine;
        this.user = user;
        this.objects = objects;
        this.endings = endings;
        this.scheduler = scheduler;
    }

    long exit(Process process, long status) {
        endings.end(process, Cause.EXIT, (int) status);
        return Kernel.PENDING;
    }

    long giveWay(Process process) {
        if (scheduler.hasRivals(process.context)) {
            process.context.yielded = true;
            scheduler.demandPass();
        }
        return Status.OK;
    }

    long kill(Process process, long handle) {
        int number = handle == 0 ? process.number : process.handles.reach(handle, HandleType.PROCESS, Rights.MANAGE);
        if (number < 0) {
            return number;
        }
        Process target = objects.processes.all[number];
        if (target.alive) {
            endings.kill(target, Cause.KILLED);
        }
        return target == process ? Kernel.PENDING : Status.OK;
    }

    long info(Process process, long handle, long buffer) {
        int number = inspected(process, handle);
        if (number < 0) {
            return number;
        }
        describe(objects.processes.all[number]);
        return user.write(info, 0, buffer, info.length) ? Status.OK : Status.BAD_ADDRESS;
    }

    private void describe(Process target) {
        Context context = target.context;
        LittleEndian.put32(info, ProcessInfoLayout.ID, target.id);
        LittleEndian.put32(info, ProcessInfoLayout.STATE, context.state);
        LittleEndian.put64(info, ProcessInfoLayout.CPU_TIME, cpuTime(target, machine.now()));
        LittleEndian.put64(info, ProcessInfoLayout.MEMORY_USED, target.alive ? Memory.bytes(target.pages) : 0);
        LittleEndian.put64(info, ProcessInfoLayout.SPARSE_USED, target.alive ? Memory.bytes(target.sparsePages) : 0);
        LittleEndian.put64(info, ProcessInfoLayout.MEMORY_QUOTA, Memory.bytes(target.pageQuota));
        LittleEndian.put32(info, ProcessInfoLayout.HANDLES, target.handles.count());
        LittleEndian.put32(info, ProcessInfoLayout.OBJECTS, target.alive ? target.objects : 0);
        LittleEndian.put32(info, ProcessInfoLayout.EXIT_STATUS, target.exitStatus);
        LittleEndian.put32(info, ProcessInfoLayout.CAUSE, target.cause);
        LittleEndian.put64(info, ProcessInfoLayout.FAULT_PC, target.faultPc);
        LittleEndian.put64(info, ProcessInfoLayout.FAULT_ADDRESS, target.faultAddress);
        LittleEndian.put32(info, ProcessInfoLayout.PRIORITY, context.priority);
        LittleEndian.put32(info, ProcessInfoLayout.CPU, context.cpu);
        LittleEndian.put32(info, ProcessInfoLayout.REFUSED, target.refused);
        LittleEndian.put32(info, ProcessInfoLayout.HELD, target.share.held);
        for (int i = 0; i < Limits.PROCESS_NAME; i++) {
            info[ProcessInfoLayout.NAME + i] = target.name[i];
        }
    }

    /** Its own time and that of its vcpus. */
    private long cpuTime(Process target, long now) {
        long time = scheduler.cpuTime(target.context, now) + target.guestTime;
        for (int i = 0; i < KernelLimits.VCPUS; i++) {
            Vcpu vcpu = objects.vms.vcpu(i);
            if (vcpu.vm != null && objects.processes.owner(vcpu) == target) {
                time += scheduler.cpuTime(vcpu.context, now);
            }
        }
        return time;
    }

    /** The process that a handle lets the caller look into; 0 is the caller itself. */
    private static int inspected(Process process, long handle) {
        return handle == 0 ? process.number : process.handles.reach(handle, HandleType.PROCESS, Rights.INSPECT);
    }

    long handles(Process process, long handle, long buffer, long count) {
        int number = inspected(process, handle);
        if (number < 0) {
            return number;
        }
        if (count < 0) {
            return Status.INVALID_ARGUMENT;
        }
        HandleTable table = objects.processes.all[number].handles;
        int found = 0;
        for (int entry = 0; entry < KernelLimits.HANDLES && found < count; entry++) {
            if (table.handle(entry) != 0) {
                int at = HandleInfoLayout.SIZE * found++;
                int word = table.object(entry);
                LittleEndian.put32(list, at + HandleInfoLayout.HANDLE, table.handle(entry));
                LittleEndian.put32(list, at + HandleInfoLayout.TYPE, KernelObject.type(word));
                LittleEndian.put32(list, at + HandleInfoLayout.RIGHTS, table.rights(entry));
                LittleEndian.put32(list, at + HandleInfoLayout.DETAIL, detail(word));
            }
        }
        return user.write(list, 0, buffer, HandleInfoLayout.SIZE * found) ? found : Status.BAD_ADDRESS;
    }

    private int detail(int word) {
        int number = KernelObject.number(word);
        return switch (KernelObject.type(word)) {
            case HandleType.CHANNEL -> objects.channels.get(number).count;
            case HandleType.FOLIO -> objects.folios.get(number).pages;
            case HandleType.PROCESS -> objects.processes.all[number].id;
            case HandleType.INTERRUPT -> objects.interrupts.get(number).line;
            default -> 0;
        };
    }
}
