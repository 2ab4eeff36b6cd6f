package cortado.kernel;

import cortado.abi.Limits;

/**
 * Who has which page of RAM: one bit a page, set while it is taken. Single pages and runs are found next-fit. Pages
 * that are not RAM, or reserved, are taken for ever.
 */
final class PageAllocator {
    private static final int SHIFT = 12;

    private long[] taken = {};
    /** Number of the first page that has a bit; a multiple of 64, so that words of bits are words of pages. */
    private long firstPage;
    /** How many pages have a bit. */
    private int span;
    /** Where the next search starts. */
    private int next;

    private int free;

    /**
     * Starts over with no page free between two addresses. Allocates: for boot only. What lies beyond
     * {@link KernelLimits#MEMORY} is not managed.
     */
    void manage(long start, long end) {
        firstPage = start >>> SHIFT & ~63L;
        long pages = Math.min(((end + Limits.PAGE - 1) >>> SHIFT) - firstPage, KernelLimits.MEMORY >>> SHIFT);
        span = (int) (pages + 63 & ~63L);
        taken = new long[span >>> 6];
        for (int i = 0; i < taken.length; i++) {
            taken[i] = -1;
        }
        next = 0;
        free = 0;
    }

    /** Makes the whole pages between two addresses free, as far as they are managed. */
    void release(long start, long end) {
        long first = Math.max(((start + Limits.PAGE - 1) >>> SHIFT) - firstPage, 0);
        long last = Math.min((end >>> SHIFT) - firstPage, span);
        for (long page = first; page < last; page++) {
            if (isTaken((int) page)) {
                taken[(int) (page >>> 6)] &= ~(1L << page);
                free++;
            }
        }
    }

    /** Takes every page that a range touches, for ever. Returns how many of them were free. */
    int reserve(long start, long end) {
        long first = Math.max((start >>> SHIFT) - firstPage, 0);
        long last = Math.min(((end + Limits.PAGE - 1) >>> SHIFT) - firstPage, span);
        int reserved = 0;
        for (long page = first; page < last; page++) {
            if (!isTaken((int) page)) {
                taken[(int) (page >>> 6)] |= 1L << page;
                reserved++;
            }
        }
        free -= reserved;
        return reserved;
    }

    /** Pages that no one has. */
    int free() {
        return free;
    }

    /** Takes one page; the caller has made sure that one is free. Its content is whatever it was. */
    long takePage() {
        return take(1, 0, Long.MAX_VALUE);
    }

    /** Takes a run of pages anywhere: its physical address, or -1 if there is none. */
    long take(int pages) {
        return take(pages, 0, Long.MAX_VALUE);
    }

    /** Takes a run of pages that lies between two addresses, or returns -1. */
    long take(int pages, long low, long high) {
        if (pages <= 0 || pages > free) {
            return -1;
        }
        int bottom = (int) Math.min(Math.max(((low + Limits.PAGE - 1) >>> SHIFT) - firstPage, 0), span);
        int top = (int) Math.max(Math.min((high >>> SHIFT) - firstPage, span), 0);
        int start = Math.max(next, bottom);
        int found = search(start, top, pages);
        if (found < 0) {
            // A run that crosses the old starting point counts as well.
            found = search(bottom, (int) Math.min((long) start + pages - 1, top), pages);
        }
        if (found < 0) {
            return -1;
        }
        for (int page = found; page < found + pages; page++) {
            taken[page >>> 6] |= 1L << page;
        }
        free -= pages;
        next = found + pages;
        return (firstPage + found) << SHIFT;
    }

    /** The first page of a free run between two pages, or -1. */
    private int search(int from, int to, int pages) {
        int run = 0;
        int page = from;
        while (page < to) {
            long word = taken[page >>> 6];
            if (word == -1) {
                run = 0;
                page = (page | 63) + 1;
            } else if (word == 0 && (page & 63) == 0 && to - page >= 64 && pages - run > 64) {
                run += 64;
                page += 64;
            } else {
                run = (word >>> page & 1) != 0 ? 0 : run + 1;
                page++;
                if (run == pages) {
                    return page - pages;
                }
            }
        }
        return -1;
    }

    /** Gives a run back. */
    void give(long physical, int pages) {
        int first = (int) ((physical >>> SHIFT) - firstPage);
        for (int page = first; page < first + pages; page++) {
            taken[page >>> 6] &= ~(1L << page);
        }
        free += pages;
    }

    private boolean isTaken(int page) {
        return (taken[page >>> 6] >>> page & 1) != 0;
    }
}
