package cortado.flash.view;

import cortado.flash.command.Json;
import cortado.flash.output.Output;
import cortado.flash.transfer.Listener;
import java.util.Locale;

/** A transfer as events: JSON objects on stdout, one a line. */
public final class JsonView implements Listener {
    private static final long EVERY = 500_000_000L;

    private final Output output;
    private final Meter meter = new Meter(EVERY);

    /** Events on stdout. */
    public JsonView(Output output) {
        this.output = output;
    }

    @Override
    public void begins(Phase phase, long bytes) {
        meter.begins(phase, bytes, System.nanoTime());
        output.result(Json.object("event", "phase", "phase", name(phase), "bytes", bytes));
    }

    @Override
    public void advanced(long bytes) {
        long now = System.nanoTime();
        if (meter.advanced(bytes, now)) {
            output.result(Json.object(
                    "event",
                    "progress",
                    "phase",
                    name(meter.phase()),
                    "done",
                    meter.done(),
                    "bytes",
                    meter.total(),
                    "bytesPerSecond",
                    meter.speed(now),
                    "secondsLeft",
                    meter.secondsLeft(now)));
        }
    }

    private static String name(Phase phase) {
        return phase.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void says(String line) {
        output.result(Json.object("event", "note", "text", line));
    }
}
