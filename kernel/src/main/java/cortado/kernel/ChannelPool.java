package cortado.kernel;

/** All channels, by their ends. */
final class ChannelPool {
    static final int ENDS = 2 * KernelLimits.CHANNELS;

    private final Channel[] ends = new Channel[ENDS];
    /** First ends of free pairs, linked by {@link Channel#nextClosing}. */
    private Channel free;

    ChannelPool() {
        for (int i = ENDS - 2; i >= 0; i -= 2) {
            ends[i] = new Channel(i);
            ends[i + 1] = new Channel(i + 1);
            ends[i].peer = ends[i + 1];
            ends[i + 1].peer = ends[i];
            ends[i].closed = true;
            ends[i + 1].closed = true;
            ends[i].nextClosing = free;
            free = ends[i];
        }
    }

    Channel get(int number) {
        return ends[number];
    }

    boolean isEmpty() {
        return free == null;
    }

    /** The first end of a new pair; the pool is not empty. */
    Channel take(Process owner) {
        Channel end = free;
        free = end.nextClosing;
        end.nextClosing = null;
        end.closed = false;
        end.peer.closed = false;
        end.ignored = 0;
        end.peer.ignored = 0;
        end.owner = owner.number;
        end.ownerId = owner.id;
        return end;
    }

    /** The first end of a pair, either end. */
    Channel first(Channel end) {
        return ends[KernelObject.number(end.word) & ~1];
    }

    /** Both ends are closed and empty. */
    void give(Channel first) {
        first.nextClosing = free;
        free = first;
    }
}
