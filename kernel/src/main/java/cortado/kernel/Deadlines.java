package cortado.kernel;

/**
 * What happens when: a binary heap of numbers with a time each. Contexts have the numbers below
 * {@link KernelLimits#PROCESSES}, then come timers, then vcpus.
 */
final class Deadlines {
    /** The number of timer 0. */
    static final int TIMERS = KernelLimits.PROCESSES;

    /** The number of vcpu 0. */
    static final int VCPUS = TIMERS + KernelLimits.TIMERS;

    private static final int SIZE = VCPUS + KernelLimits.VCPUS;

    /** By number, valid while it is in the heap. */
    private final long[] times = new long[SIZE];
    /** Where a number is in the heap, or -1. */
    private final int[] places = new int[SIZE];

    private final int[] heap = new int[SIZE];
    private int count;

    Deadlines() {
        for (int i = 0; i < SIZE; i++) {
            places[i] = -1;
        }
    }

    /** The earliest time, or {@link Long#MAX_VALUE}. */
    long earliest() {
        return count == 0 ? Long.MAX_VALUE : times[heap[0]];
    }

    /** Takes out a number whose time has come, or returns -1. */
    int take(long now) {
        if (count == 0 || times[heap[0]] > now) {
            return -1;
        }
        int number = heap[0];
        cancel(number);
        return number;
    }

    /** Enters a number, or moves it. {@link Long#MAX_VALUE} is never. */
    void set(int number, long time) {
        cancel(number);
        if (time == Long.MAX_VALUE) {
            return;
        }
        times[number] = time;
        up(count++, number);
    }

    /** Removes a number; nothing happens if it is not there. */
    void cancel(int number) {
        int place = places[number];
        if (place < 0) {
            return;
        }
        places[number] = -1;
        count--;
        if (place == count) {
            return;
        }
        int moved = heap[count];
        if (place > 0 && times[moved] < times[heap[(place - 1) >>> 1]]) {
            up(place, moved);
        } else {
            down(place, moved);
        }
    }

    private void up(int from, int number) {
        int place = from;
        while (place > 0) {
            int above = (place - 1) >>> 1;
            if (times[heap[above]] <= times[number]) {
                break;
            }
            put(place, heap[above]);
            place = above;
        }
        put(place, number);
    }

    private void down(int from, int number) {
        int place = from;
        while (true) {
            int below = 2 * place + 1;
            if (below >= count) {
                break;
            }
            if (below + 1 < count && times[heap[below + 1]] < times[heap[below]]) {
                below++;
            }
            if (times[heap[below]] >= times[number]) {
                break;
            }
            put(place, heap[below]);
            place = below;
        }
        put(place, number);
    }

    private void put(int place, int number) {
        heap[place] = number;
        places[number] = place;
    }
}
