package cortado.kernel;

/** All processes, those that live and those that have ended but are still looked at. */
final class ProcessPool {
    final Process[] all = new Process[KernelLimits.PROCESSES];
    private Process free;
    private int lastId;
    private int alive;

    ProcessPool() {
        for (int i = KernelLimits.PROCESSES - 1; i >= 0; i--) {
            all[i] = new Process(i, new Context(i));
            all[i].nextFree = free;
            free = all[i];
        }
    }

    boolean isEmpty() {
        return free == null;
    }

    /** How many live. */
    int alive() {
        return alive;
    }

    /** A process with a new id, or null. */
    Process take() {
        Process process = free;
        if (process != null) {
            free = process.nextFree;
            process.id = ++lastId;
            process.alive = true;
            process.guestTime = 0;
            alive++;
        }
        return process;
    }

    /** A process that has ended and stays lives again, with a new id. */
    Process revive(Process process) {
        process.id = ++lastId;
        process.alive = true;
        process.guestTime = 0;
        alive++;
        return process;
    }

    /** It lives no more. */
    void ended(Process process) {
        process.alive = false;
        alive--;
    }

    /** No one looks at it any more. */
    void give(Process process) {
        process.id = 0;
        process.nextFree = free;
        free = process;
    }

    /** The process that an object counts against, or null if that has ended. */
    Process owner(KernelObject object) {
        return byId(object.owner, object.ownerId);
    }

    /** The process of this number if it lives and has this id, or null. */
    Process byId(int number, int id) {
        Process process = all[number];
        return process.alive && process.id == id ? process : null;
    }
}
