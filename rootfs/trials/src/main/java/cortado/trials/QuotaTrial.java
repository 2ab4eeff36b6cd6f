package cortado.trials;

import cortado.abi.Call;
import cortado.abi.Status;
import cortado.api.Subprocess;

/** Takes all it can get of memory, handles and kernel objects, and gives it back. */
final class QuotaTrial {
    private static final int MOST = 4096;
    private static final long MEBIBYTE = 1 << 20;

    private final Checks checks;

    QuotaTrial(Checks checks) {
        this.checks = checks;
    }

    void run() {
        int handles = Subprocess.self().info().handles();
        int objects = Subprocess.self().info().objects();
        long memory = Subprocess.self().info().memoryUsed();
        for (long bytes : new long[] {0, -1, Long.MIN_VALUE}) {
            checks.status(
                    "a folio of " + bytes + " bytes",
                    Raw.call(Call.FOLIO_CREATE, bytes, 0, 0, 0),
                    Status.INVALID_ARGUMENT,
                    Status.OUT_OF_RANGE);
        }
        for (long bytes : new long[] {64 * MEBIBYTE, 1L << 40, Long.MAX_VALUE}) {
            checks.status(
                    "a folio of " + bytes + " bytes",
                    Raw.call(Call.FOLIO_CREATE, bytes, 0, 0, 0),
                    Status.QUOTA_EXCEEDED,
                    Status.NO_MEMORY,
                    Status.OUT_OF_RANGE,
                    Status.INVALID_ARGUMENT);
        }
        exhaust("folios of 16 KiB", number -> Raw.call(Call.FOLIO_CREATE, 16_384, 0, 0, 0), Status.QUOTA_EXCEEDED);
        exhaust("timers", number -> Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0), Status.QUOTA_EXCEEDED);
        exhaust("polls", number -> Raw.call(Call.POLL_CREATE, 0, 0, 0, 0), Status.QUOTA_EXCEEDED);
        long timer = Raw.call(Call.TIMER_CREATE, 0, 0, 0, 0);
        exhaust(
                "handles",
                number -> Raw.call(Call.HANDLE_DUPLICATE, timer, 0xffff & duplicable(timer), 0, 0),
                Status.TABLE_FULL);
        Raw.call(Call.HANDLE_CLOSE, timer, 0, 0, 0);
        checks.same("handles", handles, Subprocess.self().info().handles());
        checks.same("objects", objects, Subprocess.self().info().objects());
        checks.same("memory", memory, Subprocess.self().info().memoryUsed());
    }

    private static long duplicable(long handle) {
        Raw.call(Call.HANDLE_INFO, handle, 0, 0, 0);
        return Raw.second();
    }

    private interface Make {
        long one(int number);
    }

    private void exhaust(String what, Make make, int end) {
        long[] made = new long[MOST];
        int count = 0;
        long result = make.one(0);
        while (result > 0 && count < MOST) {
            made[count++] = result;
            result = make.one(count);
        }
        checks.status("after " + (count > 0 ? "some " : "no ") + what, result, end, Status.TABLE_FULL);
        for (int i = 0; i < count; i++) {
            Raw.call(Call.HANDLE_CLOSE, made[i], 0, 0, 0);
        }
    }
}
