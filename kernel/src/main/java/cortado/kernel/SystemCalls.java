package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Status;
import cortado.abi.SystemInfoLayout;

/** Calls on the system as a whole: its log, its state, its power. */
final class SystemCalls {
    private final Machine machine;
    private final UserMemory user;
    private final Objects objects;
    private final Scheduler scheduler;
    private final PageAllocator allocator;
    private final Memory memory;
    private final Log log;
    private final byte[] text = new byte[Limits.LOG_LINE];
    private final byte[] info = new byte[SystemInfoLayout.SIZE];
    /** Bytes of RAM in all, the kernel's, and those of bundle and tree. */
    private long total;

    private long kernel;
    private long boot;

    SystemCalls(
            Machine machine,
            UserMemory user,
            Objects objects,
            Scheduler scheduler,
            PageAllocator allocator,
            Memory memory,
            Log log) {
        this.machine = machine;
        this.user = user;
        this.objects = objects;
        this.scheduler = scheduler;
        this.allocator = allocator;
        this.memory = memory;
        this.log = log;
    }

    /** Who has what of RAM for ever, in bytes. */
    void boot(long totalBytes, long kernelBytes, long bootBytes) {
        total = totalBytes;
        kernel = kernelBytes;
        boot = bootBytes;
    }

    long writeLog(Process process, long pointer, long length, long level) {
        if (length < 0 || length > Limits.LOG_LINE || level < Log.ERROR || level > Log.DETAIL) {
            return Status.INVALID_ARGUMENT;
        }
        if (!user.read(pointer, text, 0, (int) length)) {
            return Status.BAD_ADDRESS;
        }
        log.append(process, (int) level, text, (int) length);
        return Status.OK;
    }

    long readLog(Process process, long authority, long cursor, long buffer, long capacity) {
        int reached = process.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        if (cursor < 0 || capacity < 0) {
            return Status.INVALID_ARGUMENT;
        }
        long start = log.seek(cursor);
        long stop = log.span(start, capacity);
        if (stop == start && log.has(start)) {
            return Status.BUFFER_TOO_SMALL;
        }
        int status = log.copy(user, start, stop, buffer);
        if (status != Status.OK) {
            return status;
        }
        process.context.second = stop;
        return stop - start;
    }

    long power(Process process, long authority, long operation) {
        int reached = process.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        if (operation != 0 && operation != 1) {
            return Status.INVALID_ARGUMENT;
        }
        machine.power((int) operation);
        return Status.NOT_SUPPORTED;
    }

    long info(Process process, long authority, long buffer, long calls, long interrupts) {
        int reached = process.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        int handles = 0;
        for (int i = 0; i < KernelLimits.PROCESSES; i++) {
            handles += objects.processes.all[i].handles.count();
        }
        LittleEndian.put64(info, SystemInfoLayout.MEMORY_TOTAL, total);
        LittleEndian.put64(info, SystemInfoLayout.MEMORY_FREE, Memory.bytes(allocator.free()));
        LittleEndian.put64(info, SystemInfoLayout.MEMORY_KERNEL, kernel);
        LittleEndian.put64(info, SystemInfoLayout.MEMORY_BOOT, boot);
        LittleEndian.put32(info, SystemInfoLayout.CPUS, machine.cpus());
        LittleEndian.put32(info, SystemInfoLayout.PROCESSES, objects.processes.alive());
        LittleEndian.put32(info, SystemInfoLayout.HANDLES, handles);
        LittleEndian.put32(info, SystemInfoLayout.OBJECTS, objects.count());
        LittleEndian.put64(info, SystemInfoLayout.CALLS, calls);
        LittleEndian.put64(info, SystemInfoLayout.INTERRUPTS, interrupts);
        LittleEndian.put64(info, SystemInfoLayout.SWITCHES, scheduler.switches());
        LittleEndian.put32(info, SystemInfoLayout.ENTRY_LEVEL, machine.entryLevel());
        LittleEndian.put32(info, SystemInfoLayout.GIC_VERSION, machine.gicVersion());
        LittleEndian.put32(info, SystemInfoLayout.HYPERVISOR, machine.guests().status());
        LittleEndian.put32(info, SystemInfoLayout.VMS, objects.vms.alive());
        LittleEndian.put64(info, SystemInfoLayout.MEMORY_HELD, Memory.bytes(objects.folios.heldPages()));
        LittleEndian.put64(info, SystemInfoLayout.MEMORY_RESERVED, Memory.bytes(memory.aside()));
        return user.write(info, 0, buffer, info.length) ? Status.OK : Status.BAD_ADDRESS;
    }
}
