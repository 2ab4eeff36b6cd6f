package cortado.kernel;

import cortado.abi.HandleType;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.ProcessLayout;
import cortado.abi.Rights;
import cortado.abi.Status;

/** The call that makes a process. Everything that can be wrong is looked for before any handle moves. */
final class CreateCall {
    private static final int RIGHTS = Rights.MANAGE | Rights.INSPECT | Rights.POLL | Rights.DUPLICATE | Rights.TRANSFER;
    private static final int CHUNK = 1024;

    private final UserMemory user;
    private final Objects objects;
    private final Launch launch;
    private final byte[] parameters = new byte[ProcessLayout.SIZE];
    private final byte[] chunk = new byte[CHUNK];
    private final int[] entries = new int[Limits.START_HANDLES];
    private int handleCount;

    CreateCall(UserMemory user, Objects objects, Launch launch) {
        this.user = user;
        this.objects = objects;
        this.launch = launch;
    }

    long create(Process creator, long authority, long pointer) {
        int reached = creator.handles.reach(authority, HandleType.AUTHORITY, 0);
        if (reached < 0) {
            return reached;
        }
        if (!user.read(pointer, parameters, 0, parameters.length)) {
            return Status.BAD_ADDRESS;
        }
        int status = readNumbers();
        if (status == Status.OK) {
            status = readImage(creator);
        }
        if (status == Status.OK) {
            status = findHandles(creator);
        }
        if (status == Status.OK) {
            status = launch.begin();
        }
        if (status != Status.OK) {
            return status;
        }
        if (!copyEnviron(LittleEndian.i64(parameters, ProcessLayout.ENVIRON))) {
            launch.abandon();
            return Status.BAD_ADDRESS;
        }
        moveHandles(creator);
        Process process = launch.start();
        process.references = 1;
        return creator.handles.insert(process.word, RIGHTS);
    }

    private int readNumbers() {
        long memory = LittleEndian.i64(parameters, ProcessLayout.MEMORY_QUOTA);
        long heap = LittleEndian.i64(parameters, ProcessLayout.HEAP_SIZE);
        long stack = LittleEndian.i64(parameters, ProcessLayout.STACK_SIZE);
        launch.priority = LittleEndian.i32(parameters, ProcessLayout.PRIORITY);
        launch.handleQuota = LittleEndian.i32(parameters, ProcessLayout.HANDLE_QUOTA);
        launch.objectQuota = LittleEndian.i32(parameters, ProcessLayout.OBJECT_QUOTA);
        launch.channelQuota = LittleEndian.i32(parameters, ProcessLayout.CHANNEL_QUOTA);
        launch.timerQuota = LittleEndian.i32(parameters, ProcessLayout.TIMER_QUOTA);
        launch.cpuShare = LittleEndian.i32(parameters, ProcessLayout.CPU_SHARE);
        launch.environLength = LittleEndian.i32(parameters, ProcessLayout.ENVIRON_LENGTH);
        handleCount = LittleEndian.i32(parameters, ProcessLayout.HANDLE_COUNT);
        if (launch.priority < 1
                || launch.priority >= Limits.PRIORITIES
                || launch.handleQuota < 0
                || launch.objectQuota < 0
                || launch.channelQuota < 0
                || launch.timerQuota < 0
                || launch.cpuShare < 0
                || launch.environLength < 0
                || handleCount < 0
                || memory < 0
                || heap < 0
                || stack <= 0) {
            return Status.INVALID_ARGUMENT;
        }
        if (launch.handleQuota > KernelLimits.HANDLES
                || launch.cpuShare > 1000 * KernelLimits.CPUS
                || launch.environLength > Limits.ENVIRON
                || handleCount > Limits.START_HANDLES) {
            return Status.OUT_OF_RANGE;
        }
        if (handleCount > launch.handleQuota || heap > memory || stack > memory) {
            return Status.QUOTA_EXCEEDED;
        }
        launch.pageQuota = (int) Math.min(memory / Limits.PAGE, Integer.MAX_VALUE);
        if (Memory.pages(heap) > launch.pageQuota || Memory.pages(stack) > launch.pageQuota) {
            return Status.QUOTA_EXCEEDED;
        }
        launch.heapSize = Memory.bytes(Memory.pages(heap));
        launch.stackSize = Memory.bytes(Memory.pages(stack));
        for (int i = 0; i < Limits.PROCESS_NAME; i++) {
            byte letter = parameters[ProcessLayout.NAME + i];
            launch.name[i] = letter > 0 && letter < ' ' ? (byte) '?' : letter;
        }
        return Status.OK;
    }

    private int readImage(Process creator) {
        int handle = LittleEndian.i32(parameters, ProcessLayout.IMAGE);
        int number = creator.handles.reach(handle, HandleType.FOLIO, Rights.READ | Rights.EXECUTE);
        if (number < 0) {
            return number;
        }
        launch.image = objects.folios.get(number);
        if (launch.image.isSparse()) {
            return Status.BAD_IMAGE;
        }
        launch.imageOffset = LittleEndian.i64(parameters, ProcessLayout.IMAGE_OFFSET);
        launch.imageLength = LittleEndian.i64(parameters, ProcessLayout.IMAGE_LENGTH);
        long size = Memory.bytes(launch.image.pages);
        boolean inside = launch.imageOffset >= 0
                && launch.imageOffset <= size
                && launch.imageLength >= 0
                && launch.imageLength <= size - launch.imageOffset;
        return inside ? Status.OK : Status.OUT_OF_RANGE;
    }

    private int findHandles(Process creator) {
        HandleTable handles = creator.handles;
        for (int i = 0; i < handleCount; i++) {
            int entry = handles.find(LittleEndian.i32(parameters, ProcessLayout.HANDLES + 4 * i));
            if (entry < 0) {
                return Status.BAD_HANDLE;
            }
            if ((handles.rights(entry) & Rights.TRANSFER) == 0) {
                return Status.ACCESS_DENIED;
            }
            for (int j = 0; j < i; j++) {
                if (entries[j] == entry) {
                    return Status.INVALID_ARGUMENT;
                }
            }
            entries[i] = entry;
        }
        return handles.room() + handleCount < 1 ? Status.TABLE_FULL : Status.OK;
    }

    private boolean copyEnviron(long pointer) {
        int done = 0;
        while (done < launch.environLength) {
            int length = Math.min(CHUNK, launch.environLength - done);
            if (!user.read(pointer + done, chunk, 0, length)) {
                return false;
            }
            launch.writeEnviron(chunk, done, length);
            done += length;
        }
        return true;
    }

    private void moveHandles(Process creator) {
        for (int i = 0; i < handleCount; i++) {
            int word = creator.handles.object(entries[i]);
            int rights = creator.handles.rights(entries[i]);
            objects.detach(creator, entries[i]);
            launch.give(word, rights);
        }
    }
}
