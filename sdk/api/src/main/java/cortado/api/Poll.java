package cortado.api;

import cortado.abi.Call;
import cortado.abi.EventLayout;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Status;
import cortado.api.vm.Vcpu;
import cortado.platform.Platform;
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
    /** Handle numbers are used again: the key tells an event of an earlier handle from one of the present. */
    private record Watch(long key, Object source) {}

    private final Map<Integer, Watch> watches = new HashMap<>();
    private long lastKey;
    private int count;
    private int next;

    public Poll() {
        super((int) StatusException.check("create poll", Platform.current().call(Call.POLL_CREATE, 0, 0, 0, 0)));
    }

    /** Watches a handle, or changes what it is watched for; {@code source} comes back with each event. */
    public void add(Handle handle, int signals, Object source) {
        Watch earlier = watches.get(handle.number());
        Watch watch = new Watch(earlier == null ? ++lastKey : earlier.key, source);
        StatusException.check(
                "watch", Platform.current().call(Call.POLL_ADD, number(), handle.number(), signals, watch.key));
        watches.put(handle.number(), watch);
    }

    /** Stops watching; to be called before the handle is closed. Events already fetched for it are dropped. */
    public void remove(Handle handle) {
        if (watches.remove(handle.number()) != null) {
            Platform.current().call(Call.POLL_REMOVE, number(), handle.number(), 0, 0);
        }
    }

    /** The next event, or null when the deadline passes first. Signals are those of the moment they were fetched. */
    public Event next(long deadline) {
        while (true) {
            while (next < count) {
                int at = EventLayout.SIZE * next++;
                Watch watch = watches.get(LittleEndian.i32(events, at + EventLayout.HANDLE));
                if (watch != null && watch.key == LittleEndian.i64(events, at + EventLayout.KEY)) {
                    return new Event(watch.source, LittleEndian.i32(events, at + EventLayout.SIGNALS));
                }
            }
            count = 0;
            next = 0;
            long got = Platform.current().callBuffer2(Call.POLL_WAIT, number(), events, Limits.POLL_EVENTS, deadline);
            if (got == Status.TIMED_OUT) {
                return null;
            }
            count = (int) StatusException.check("wait", got);
        }
    }

    /** Lets a vcpu run and gives the next event: {@link cortado.api.vm.Vcpu#run()} and {@link #next}, in one call. */
    public Event runAndNext(Vcpu vcpu) {
        if (next < count) { // events that were fetched come first
            vcpu.run();
        } else {
            count = 0;
            next = 0;
            count = (int) StatusException.check(
                    "run vcpu",
                    Platform.current().callBuffer3(Call.VCPU_RUN, vcpu.number(), number(), events, Limits.POLL_EVENTS));
        }
        return next(Long.MAX_VALUE);
    }
}
