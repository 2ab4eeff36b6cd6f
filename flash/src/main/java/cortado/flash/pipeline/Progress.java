package cortado.flash.pipeline;

import java.util.function.Consumer;

/** Tells the person at the terminal what is being done; on stderr, since stdout carries results. */
public final class Progress {
    private final Consumer<String> listener;
    private boolean printed;

    /** Hands its lines to a listener, such as {@code output::note}. */
    public Progress(Consumer<String> listener) {
        this.listener = listener;
    }

    /** Something that takes a while begins, or ended. */
    public synchronized void line(String text) {
        printed = true;
        listener.accept(text);
    }

    /** Whether anything had to be done at all. */
    public synchronized boolean printed() {
        return printed;
    }
}
