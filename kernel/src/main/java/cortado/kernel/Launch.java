package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.StartLayout;
import cortado.abi.Status;

/**
 * The making of a process: fill in the fields, {@link #begin}, write the environ, give handles, then {@link #start} or
 * {@link #abandon}. Until it starts the process has memory and handles but never runs.
 */
final class Launch {
    private static final int READ_WRITE = Machine.READ | Machine.WRITE;

    private final Machine machine;
    private final Memory memory;
    private final Objects objects;
    private final PrivateMemory privateMemory;
    private final ElfLoader loader;
    private final Endings endings;
    private final Scheduler scheduler;
    private final byte[] startBlock = new byte[StartLayout.ENVIRON];

    /** UTF-8, padded with NUL. */
    final byte[] name = new byte[Limits.PROCESS_NAME];

    int priority;
    /** Where the ELF file is. */
    Folio image;

    long imageOffset;
    long imageLength;
    /** Bytes. */
    long heapSize;

    long stackSize;
    int environLength;
    int pageQuota;
    int handleQuota;
    int objectQuota;
    int channelQuota;
    int timerQuota;
    /** Thousandths of one CPU; 0 for no limit. */
    int cpuShare;

    /** The process that is to live again, with the handles that it has, or null for a new one. */
    Process again;

    private Process process;
    private long heap;
    /** User and physical address of the start block. */
    private long block;

    private long blockPhysical;
    private int handleCount;

    Launch(
            Machine machine,
            Memory memory,
            Objects objects,
            PrivateMemory privateMemory,
            ElfLoader loader,
            Endings endings,
            Scheduler scheduler) {
        this.machine = machine;
        this.memory = memory;
        this.objects = objects;
        this.privateMemory = privateMemory;
        this.loader = loader;
        this.endings = endings;
        this.scheduler = scheduler;
    }

    /** Makes the process with all its memory: OK, or a status, and then nothing is left of it. */
    int begin() {
        if (again != null) {
            process = objects.processes.revive(again);
        } else if (objects.processes.isEmpty()) {
            return Status.NO_MEMORY;
        } else {
            process = objects.processes.take();
            objects.created(process, null);
        }
        process.owner = process.number;
        process.pages = 0;
        process.sparsePages = 0;
        process.pageQuota = pageQuota;
        process.objects = 0;
        process.objectQuota = objectQuota;
        process.channelQuota = channelQuota;
        process.timerQuota = timerQuota;
        process.refused = 0;
        process.unsaid = 0;
        process.refusalsLeft = 0;
        process.refusalsSince = 0;
        for (int i = 0; i < process.made.length; i++) {
            process.made[i] = 0;
        }
        process.watchCount = 0;
        process.messages = 0;
        process.cause = 0;
        process.exitStatus = 0;
        process.faultPc = 0;
        process.faultAddress = 0;
        process.handles.limit(handleQuota);
        for (int i = 0; i < name.length; i++) {
            process.name[i] = name[i];
        }
        handleCount = 0;
        int status = memory.check(process, machine.spaceCost());
        if (status != Status.OK) {
            forget();
            return status;
        }
        machine.createSpace(process.number);
        status = fillSpace();
        if (status != Status.OK) {
            abandon();
        }
        return status;
    }

    private int fillSpace() {
        int status = loader.load(process, image, imageOffset, imageLength);
        if (status != Status.OK) {
            return status;
        }
        int blockPages = (int) Memory.pages(StartLayout.ENVIRON + environLength);
        block = process.space.place(Memory.bytes(blockPages), Limits.PAGE);
        status = block < 0 ? Status.BAD_IMAGE : privateMemory.mapRun(process, block, blockPages, Machine.READ);
        if (status != Status.OK) {
            return status;
        }
        blockPhysical = privateMemory.lastRun();
        heap = process.space.place(heapSize, Limits.PAGE);
        status = heap < 0 ? Status.BAD_IMAGE : mapPages(heap, heapSize);
        if (status != Status.OK) {
            return status;
        }
        process.stack = process.space.place(stackSize, Memory.bytes(KernelLimits.STACK_GUARD));
        return process.stack < 0 ? Status.BAD_IMAGE : mapPages(process.stack, stackSize);
    }

    private int mapPages(long address, long bytes) {
        return bytes == 0 ? Status.OK : privateMemory.map(process, address, (int) Memory.pages(bytes), READ_WRITE);
    }

    /** Writes a piece of the environ blob. */
    void writeEnviron(byte[] bytes, int offset, int length) {
        machine.writePhysical(blockPhysical + StartLayout.ENVIRON + offset, bytes, 0, length);
    }

    /** Gives the process a handle; the reference becomes its own. There is room for {@link #handleQuota} of them. */
    void give(int word, int rights) {
        tell(process.handles.insert(word, rights));
    }

    /** Tells the process of a handle that it has. */
    void tell(int handle) {
        LittleEndian.put32(startBlock, StartLayout.HANDLES + 4 * handleCount++, handle);
    }

    /** Lets it run. */
    Process start() {
        LittleEndian.put64(startBlock, StartLayout.MAGIC, StartLayout.MAGIC_VALUE);
        LittleEndian.put64(startBlock, StartLayout.HEAP, heap);
        LittleEndian.put64(startBlock, StartLayout.HEAP_SIZE, heapSize);
        LittleEndian.put64(startBlock, StartLayout.STACK, process.stack);
        LittleEndian.put64(startBlock, StartLayout.STACK_SIZE, stackSize);
        LittleEndian.put32(startBlock, StartLayout.ENVIRON_LENGTH, environLength);
        LittleEndian.put32(startBlock, StartLayout.HANDLE_COUNT, handleCount);
        for (int i = handleCount; i < Limits.START_HANDLES; i++) {
            LittleEndian.put32(startBlock, StartLayout.HANDLES + 4 * i, 0);
        }
        machine.writePhysical(blockPhysical, startBlock, 0, startBlock.length);
        Context context = process.context;
        context.priority = priority;
        context.cpuTime = 0;
        process.share.grant(cpuShare);
        context.share = cpuShare == 0 ? null : process.share;
        machine.startContext(context.slot, loader.entry(), process.stack + stackSize, block);
        scheduler.ready(context);
        return process;
    }

    /** Takes apart what was made. */
    void abandon() {
        endings.takeBack(process);
        forget();
    }

    private void forget() {
        objects.processes.ended(process);
        objects.release(process);
    }
}
