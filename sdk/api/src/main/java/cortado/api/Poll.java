package cortado.api;

import cortado.abi.Call;
import cortado.abi.EventLayout;
import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Status;
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
    private final Map<Integer, Object> sources = new HashMap<>();
    private int count;
    private int next;

    public Poll() {
        super((int) StatusException.check("create poll", Platform.current().call(Call.POLL_CREATE, 0, 0, 0, 0)));
    }

    /** Watches a handle, or changes what it is watched for; {@code source} comes back with each event. */
    public void add(Handle handle, int signals, Object source) {
        StatusException.check(
                "watch", Platform.current().call(Call.POLL_ADD, number(), handle.number(), signals, handle.number()));
        sources.put(handle.number(), source);
    }

    /** Stops watching; to be called before the handle is closed. Events already fetched for it are dropped. */
    public void remove(Handle handle) {
        if (sources.remove(handle.number()) != null) {
            Platform.current().call(Call.POLL_REMOVE, number(), handle.number(), 0, 0);
        }
    }

    /** The next event, or null when the deadline passes first. Signals are those of the moment they were fetched. */
    public Event next(long deadline) {
        while (true) {
            while (next < count) {
                int at = EventLayout.SIZE * next++;
                Object source = sources.get((int) LittleEndian.i64(events, at + EventLayout.KEY));
                if (source != null) {
                    return new Event(source, LittleEndian.i32(events, at + EventLayout.SIGNALS));
                }
            }
            long got = Platform.current().callBuffer2(Call.POLL_WAIT, number(), events, Limits.POLL_EVENTS, deadline);
            if (got == Status.TIMED_OUT) {
                return null;
            }
            count = (int) StatusException.check("wait", got);
            next = 0;
        }
    }
}
