package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.Status;

/**
 * RAM in the hands of processes: who holds how many pages, and whether more may be had. At least as many pages are free
 * as the processes still lack of what they reserved.
 */
final class Memory implements TablePages {
    private final Machine machine;
    private final PageAllocator allocator;
    private final Process[] processes;
    /** Pages that all processes together lack of what they reserved: free, but not for others. */
    private long aside;

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
        return pages > available(process) ? Status.NO_MEMORY : Status.OK;
    }

    /** Pages that are there for a process: what it reserved, and what no other did. */
    private long available(Process process) {
        return allocator.free() - aside + lacks(process);
    }

    /** How many pages a process may still reserve, beyond those that it holds. */
    long reservable(Process process) {
        return Math.min(available(process), process.pageQuota - process.pages);
    }

    /** Has so many pages beyond those that a process holds be there for it, in place of what it reserved before. */
    void reserve(Process process, int pages) {
        aside -= lacks(process);
        process.reserved = pages == 0 ? 0 : process.pages + pages;
        aside += lacks(process);
    }

    /** Pages that are free, but reserved. */
    long aside() {
        return aside;
    }

    private static int lacks(Process process) {
        return Math.max(process.reserved - process.pages, 0);
    }

    private void count(Process process, int pages) {
        aside -= lacks(process);
        process.pages += pages;
        aside += lacks(process);
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
        count(process, pages);
        machine.zeroPages(physical, pages);
        return physical;
    }

    /** Gives a run back; the process that it counted against may be gone, then it is null. */
    void give(Process process, long physical, int pages) {
        allocator.give(physical, pages);
        if (process != null) {
            count(process, -pages);
        }
    }

    /**
     * Pages count against a process no more, which may be gone, then it is null; they are not free, so that they count
     * as reserved and used up.
     */
    void disown(Process process, int pages) {
        if (process != null) {
            process.reserved = Math.max(process.reserved - pages, 0);
            process.pages -= pages;
        }
    }

    /** Whether so many pages are free that no one has reserved, in whatever places. */
    boolean has(long pages) {
        return pages <= allocator.free() - aside;
    }

    /** A zeroed page for a process; {@link #check} has said that it may have it. */
    long takePage(Process process) {
        long physical = allocator.takePage();
        machine.zeroPages(physical, 1);
        count(process, 1);
        return physical;
    }

    @Override
    public long take(int space) {
        return takePage(processes[space]);
    }

    @Override
    public void give(int space, long physical) {
        give(processes[space], physical, 1);
    }
}
