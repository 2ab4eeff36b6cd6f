package cortado.api;

import cortado.abi.Call;
import cortado.platform.Platform;

/** Time since boot. */
public final class Clock {
    /** A deadline that never comes. */
    public static final long FOREVER = Long.MAX_VALUE;

    /** A deadline that is already past: do not wait. */
    public static final long NOW = 0;

    private Clock() {}

    /** Nanoseconds since boot, monotonic. */
    public static long nanos() {
        return Platform.current().call(Call.CLOCK, 0, 0, 0, 0);
    }

    /** The deadline {@code milliseconds} from now. */
    public static long after(long milliseconds) {
        return nanos() + milliseconds * 1_000_000L;
    }
}
