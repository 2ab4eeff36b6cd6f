package cortado.api;

import cortado.abi.Call;
import cortado.abi.EventLayout;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Status;
import cortado.api.vm.Vcpu;
import cortado.platform.Platform;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Waits for many handles at once: the heart of an event loop. */
public final class Poll extends Handle {
    /** What happened: the source that was added with the handle, and the {@link cortado.abi.Signals} that hold. */
    public record Event(Object source, int signals) {
        /** Whether one of these signals holds. */
        public boolean has(int any) {
            return (signals & any) != 0;
        }
    }

    private final byte[] events = new byte[EventLayout.SIZE * Limits.POLL_EVENTS];

    /**
     * One watched handle.
     *
     * @param key tells an event of an earlier handle with the same number from one of the present: a count above, the
     *     place among {@link #places} in the low bits
     */
    private record Watch(long key, Object source) {}

    private static final int PLACE_BITS = 16;

    /** By handle number. */
    private final Map<Integer, Watch> watches = new HashMap<>();
    /** By the low bits of the key, so that an event finds its source at once. */
    private Watch[] places = new Watch[8];

    private final Platform platform;
    private long lastKey;
    private int count;
    private int next;

    public Poll() {
        super((int) StatusException.check("create poll", Platform.current().call(Call.POLL_CREATE, 0, 0, 0, 0)));
        platform = Platform.current();
    }

    /** Watches a handle, or changes what it is watched for; {@code source} comes back with each event. */
    public void add(Handle handle, int signals, Object source) {
        Watch earlier = watches.get(handle.number());
        Watch watch = new Watch(earlier == null ? newKey() : earlier.key, source);
        StatusException.check("watch", platform.call(Call.POLL_ADD, number(), handle.number(), signals, watch.key));
        watches.put(handle.number(), watch);
        places[place(watch.key)] = watch;
    }

    private long newKey() {
        int free = 0;
        while (free < places.length && places[free] != null) {
            free++;
        }
        if (free == places.length) {
            places = Arrays.copyOf(places, 2 * free);
        }
        return ++lastKey << PLACE_BITS | free;
    }

    private static int place(long key) {
        return (int) key & (1 << PLACE_BITS) - 1;
    }

    /** Stops watching; to be called before the handle is closed. Events already fetched for it are dropped. */
    public void remove(Handle handle) {
        Watch watch = watches.remove(handle.number());
        if (watch != null) {
            places[place(watch.key)] = null;
            platform.call(Call.POLL_REMOVE, number(), handle.number(), 0, 0);
        }
    }

    /** The next event, or null when the deadline passes first. Signals are those of the moment they were fetched. */
    public Event next(long deadline) {
        while (true) {
            while (next < count) {
                int at = EventLayout.SIZE * next++;
                long key = LittleEndian.i64(events, at + EventLayout.KEY);
                Watch watch = places[place(key)];
                if (watch != null && watch.key == key) {
                    return new Event(watch.source, LittleEndian.i32(events, at + EventLayout.SIGNALS));
                }
            }
            count = 0;
            next = 0;
            long got = platform.callBuffer2(Call.POLL_WAIT, number(), events, Limits.POLL_EVENTS, deadline);
            if (got == Status.TIMED_OUT) {
                return null;
            }
            count = (int) StatusException.check("wait", got);
        }
    }

    /**
     * Lets a vcpu run, and waits until it has stopped again or something else has happened:
     * {@link cortado.api.vm.Vcpu#run()} and {@link #next} in one call, without the way through an event.
     *
     * @return whether the vcpu has stopped, which no event tells then; if not, {@link #next} has what happened
     */
    public boolean run(Vcpu vcpu) {
        if (next < count) { // events that were fetched come first
            vcpu.run();
            return false;
        }
        next = 0;
        count = 0;
        count = (int) StatusException.check(
                "run vcpu", platform.callBuffer3(Call.VCPU_RUN, vcpu.number(), number(), events, Limits.POLL_EVENTS));
        return count == 0;
    }
}
