package cortado.flash.view;

import cortado.flash.output.Output;
import cortado.flash.transfer.Listener;

/** A transfer in plain lines, one every few seconds: for logs. */
public final class LineView implements Listener {
    private static final long EVERY = 5_000_000_000L;

    private final Output output;
    private final Meter meter = new Meter(EVERY);

    /** Lines on stderr. */
    public LineView(Output output) {
        this.output = output;
    }

    @Override
    public void begins(Phase phase, long bytes) {
        meter.begins(phase, bytes, System.nanoTime());
        output.detail(phase.title() + " " + (bytes >> 20) + " MiB");
    }

    @Override
    public void advanced(long bytes) {
        long now = System.nanoTime();
        if (meter.advanced(bytes, now)) {
            output.note(meter.line(now));
        }
    }

    @Override
    public void says(String line) {
        output.note(line);
    }
}
