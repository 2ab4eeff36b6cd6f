package cortado.kernel;

import cortado.abi.Status;

/**
 * The handles of one process. A handle is a positive number: an entry's index in the low bits and how often the entry
 * has been used above, so that a handle that was closed is not taken for the one that came after it.
 */
final class HandleTable {
    private static final int INDEX_MASK = KernelLimits.HANDLES - 1;
    private static final int RIGHTS = 32;
    private static final int INDEX_BITS = Integer.bitCount(INDEX_MASK);

    /** The handle of each entry; its negative while the entry is free. Never 0. */
    private final int[] numbers = new int[KernelLimits.HANDLES];
    /** Rights above, object words below. */
    private final long[] entries = new long[KernelLimits.HANDLES];

    /** For a free entry, the free one after it, or -1. */
    private final int[] nextFree = new int[KernelLimits.HANDLES];

    private int firstFree;
    private int count;
    private int quota;

    /** An empty table. It goes from process to process, so that a handle of an earlier one stays invalid. */
    HandleTable() {
        for (int i = 0; i < KernelLimits.HANDLES; i++) {
            numbers[i] = -(1 << INDEX_BITS | i);
            nextFree[i] = i + 1 < KernelLimits.HANDLES ? i + 1 : -1;
        }
    }

    /** How many handles it may hold from now on. */
    void limit(int handles) {
        quota = handles;
    }

    int count() {
        return count;
    }

    /** How many handles it may hold. */
    int quota() {
        return quota;
    }

    /** How many more handles fit. */
    int room() {
        return quota - count;
    }

    /** The entry of a handle, or -1. */
    int find(long handle) {
        int entry = (int) handle & INDEX_MASK;
        return handle > 0 && numbers[entry] == handle ? entry : -1;
    }

    /** The number of an object of this type that the handle reaches with these rights, or a status. */
    int reach(long handle, int type, int needed) {
        int entry = (int) handle & INDEX_MASK;
        if (handle <= 0 || numbers[entry] != handle) {
            return Status.BAD_HANDLE;
        }
        long found = entries[entry];
        int word = (int) found;
        if (KernelObject.type(word) != type) {
            return Status.WRONG_TYPE;
        }
        return ((int) (found >>> RIGHTS) & needed) == needed ? KernelObject.number(word) : Status.ACCESS_DENIED;
    }

    /** The handle of an entry in use, 0 for a free one. */
    int handle(int entry) {
        return Math.max(numbers[entry], 0);
    }

    /** The object word of an entry in use. */
    int object(int entry) {
        return (int) entries[entry];
    }

    int rights(int entry) {
        return (int) (entries[entry] >>> RIGHTS);
    }

    /** Adds a handle; the caller has made sure that there is room. The reference becomes the table's. */
    int insert(int word, int granted) {
        int entry = firstFree;
        firstFree = nextFree[entry];
        numbers[entry] = -numbers[entry];
        entries[entry] = (long) granted << RIGHTS | (word & 0xffff_ffffL);
        count++;
        return numbers[entry];
    }

    /** Empties an entry; the reference becomes the caller's. */
    void remove(int entry) {
        int use = (numbers[entry] >>> INDEX_BITS) + 1 & Integer.MAX_VALUE >>> INDEX_BITS;
        numbers[entry] = -(Math.max(use, 1) << INDEX_BITS | entry);
        entries[entry] = 0;
        nextFree[entry] = firstFree;
        firstFree = entry;
        count--;
    }
}
