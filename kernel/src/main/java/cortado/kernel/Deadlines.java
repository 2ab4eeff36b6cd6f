package cortado.kernel;

/**
 * What happens when: a binary heap of numbers with a time each. Contexts have the numbers below
 * {@link KernelLimits#PROCESSES}, then come timers, then vcpus, then the first process's next step.
 *
 * <p>Most deadlines never come: an answer arrives, and the next call sets a later one. So a number that is cancelled or
 * put off keeps its place in the heap, unless that is the last one, and moves only when the place's time has come.
 */
final class Deadlines {
    /** The number of timer 0. */
    static final int TIMERS = KernelLimits.PROCESSES;

    /** The number of vcpu 0. */
    static final int VCPUS = TIMERS + KernelLimits.TIMERS;

    /** The number of {@link FirstProcess}. */
    static final int FIRST = VCPUS + KernelLimits.VCPUS;

    private static final int SIZE = FIRST + 1;

    /** By number, when it is due; {@link Long#MAX_VALUE} for never. */
    private final long[] due = new long[SIZE];
    /** By number, the time of its place in the heap, valid while it is there: never later than it is due. */
    private final long[] times = new long[SIZE];
    /** Where a number is in the heap, or -1. */
    private final int[] places = new int[SIZE];

    private final int[] heap = new int[SIZE];
    private int count;

    Deadlines() {
        for (int i = 0; i < SIZE; i++) {
            due[i] = Long.MAX_VALUE;
            places[i] = -1;
        }
    }

    /** A time before which nothing is due, {@link Long#MAX_VALUE} if nothing is. */
    long earliest() {
        return count == 0 ? Long.MAX_VALUE : times[heap[0]];
    }

    /** Takes out a number whose time has come, or returns -1: then {@link #earliest} is behind {@code now}. */
    int take(long now) {
        while (count > 0 && times[heap[0]] <= now) {
            int number = heap[0];
            long time = due[number];
            if (time == Long.MAX_VALUE) {
                removeFirst();
            } else if (time <= now) {
                due[number] = Long.MAX_VALUE;
                removeFirst();
                return number;
            } else {
                times[number] = time;
                down(number);
            }
        }
        return -1;
    }

    /** Enters a number, or moves it. {@link Long#MAX_VALUE} is never. */
    void set(int number, long time) {
        due[number] = time;
        int place = places[number];
        if (place < 0) {
            if (time != Long.MAX_VALUE) {
                times[number] = time;
                up(count++, number);
            }
        } else if (time < times[number]) {
            times[number] = time;
            up(place, number);
        }
    }

    /** Removes a number; nothing happens if it is not there. */
    void cancel(int number) {
        due[number] = Long.MAX_VALUE;
        int place = places[number];
        if (place >= 0 && place == count - 1) {
            places[number] = -1;
            count = place;
        }
    }

    private void removeFirst() {
        places[heap[0]] = -1;
        count--;
        if (count > 0) {
            down(heap[count]);
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

    /** Finds the place for a number, from the first on. */
    private void down(int number) {
        int place = 0;
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
