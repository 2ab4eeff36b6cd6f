package cortado.kernel;

import cortado.abi.Rights;
import cortado.abi.Status;

/** Calls on handles of any type. */
final class HandleCalls {
    private final Objects objects;

    HandleCalls(Objects objects) {
        this.objects = objects;
    }

    long close(Process process, long handle) {
        int entry = process.handles.find(handle);
        if (entry < 0) {
            return Status.BAD_HANDLE;
        }
        int word = process.handles.object(entry);
        objects.detach(process, entry);
        objects.drop(word);
        objects.settle();
        return Status.OK;
    }

    long duplicate(Process process, long handle, long rights) {
        HandleTable handles = process.handles;
        int entry = handles.find(handle);
        if (entry < 0) {
            return Status.BAD_HANDLE;
        }
        if (rights < 0 || (rights & ~(long) Rights.ALL) != 0) {
            return Status.INVALID_ARGUMENT;
        }
        if ((handles.rights(entry) & Rights.DUPLICATE) == 0 || (rights & ~handles.rights(entry)) != 0) {
            return Status.ACCESS_DENIED;
        }
        if (handles.room() <= 0) {
            return Status.TABLE_FULL;
        }
        objects.retain(handles.object(entry));
        return handles.insert(handles.object(entry), (int) rights);
    }

    long info(Process process, long handle) {
        int entry = process.handles.find(handle);
        if (entry < 0) {
            return Status.BAD_HANDLE;
        }
        process.context.second = process.handles.rights(entry);
        return KernelObject.type(process.handles.object(entry));
    }
}
