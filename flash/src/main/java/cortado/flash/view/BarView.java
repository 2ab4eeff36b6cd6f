package cortado.flash.view;

import cortado.flash.output.Output;
import cortado.flash.transfer.Listener;
import java.nio.charset.Charset;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarStyle;

/** A transfer as a bar on a terminal, with speed and time left. */
public final class BarView implements Listener, AutoCloseable {
    private static final int WIDTH = 90;
    private static final int INTERVAL_MILLIS = 250;
    private static final int MIB = 1 << 20;

    private final Output output;
    private ProgressBar bar;

    /** A bar on stderr. */
    public BarView(Output output) {
        this.output = output;
    }

    @Override
    public void begins(Phase phase, long bytes) {
        close();
        if (bytes < MIB) {
            return;
        }
        boolean blocks = Charset.defaultCharset().newEncoder().canEncode('█');
        bar = ProgressBar.builder()
                .setTaskName(String.format("%-9s", phase.title()))
                .setInitialMax(bytes)
                .setUnit(" MiB", MIB)
                .showSpeed()
                .setUpdateIntervalMillis(INTERVAL_MILLIS)
                .setStyle(blocks ? ProgressBarStyle.UNICODE_BLOCK : ProgressBarStyle.ASCII)
                .setConsumer(new ConsoleProgressBarConsumer(output.err(), WIDTH))
                .build();
    }

    @Override
    public void advanced(long bytes) {
        if (bar != null) {
            bar.stepBy(Math.min(bytes, bar.getMax() - bar.getCurrent()));
        }
    }

    @Override
    public void says(String line) {
        close();
        output.note(line);
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
            bar = null;
        }
    }
}
