package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.Status;

/** RAM in the hands of processes: who holds how many pages, and whether more may be had. */
final class Memory implements TablePages {
    private final Machine machine;
    private final PageAllocator allocator;
    private final Process[] processes;

    Memory(Machine machine, PageAllocator allocator, Process[] processes) {
        this.machine = machine;
        this.allocator = allocator;
        this.processes = processes;
    }

    /** Whole pages for so many bytes; bytes up to the address space's size. */
    static long pages(long bytes) {
        return (bytes + Limits.PAGE - 1) / Limits.PAGE;
    }

    static long bytes(long pages) {
        return pages * Limits.PAGE;
    }

    /** OK if the process may have so many more pages and there are as many, in whatever places. */
    int check(Process process, long pages) {
        if (pages > process.pageQuota - process.pages) {
            return Status.QUOTA_EXCEEDED;
        }
        return pages > allocator.free() ? Status.NO_MEMORY : Status.OK;
    }

    /** Takes a run between two addresses for a process: its first address, zeroed, or a status. */
    long take(Process process, int pages, long low, long high) {
        int status = check(process, pages);
        if (status != Status.OK) {
            return status;
        }
        long physical = allocator.take(pages, low, high);
        if (physical < 0) {
            return Status.NO_MEMORY;
        }
        process.pages += pages;
        machine.zeroPages(physical, pages);
        return physical;
    }

    /** Gives a run back; the process that it counted against may be gone, then it is null. */
    void give(Process process, long physical, int pages) {
        allocator.give(physical, pages);
        if (process != null) {
            process.pages -= pages;
        }
    }

    /** Pages count against a process no more, which may be gone, then it is null; they are not free. */
    void disown(Process process, int pages) {
        if (process != null) {
            process.pages -= pages;
        }
    }

    /** Whether so many pages are free, in whatever places. */
    boolean has(long pages) {
        return pages <= allocator.free();
    }

    /** A zeroed page for a process; {@link #check} has said that it may have it. */
    long takePage(Process process) {
        long physical = allocator.takePage();
        machine.zeroPages(physical, 1);
        process.pages++;
        return physical;
    }

    @Override
    public long take(int space) {
        return takePage(processes[space]);
    }

    @Override
    public void give(int space, long physical) {
        allocator.give(physical, 1);
        processes[space].pages--;
    }
}
