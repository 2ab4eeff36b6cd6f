package cortado.flash.pipeline;

/** Tells the person at the terminal what is being done; on stderr, since stdout carries results. */
public final class Progress {
    private final boolean shown;
    private boolean printed;

    /** Prints its lines, or keeps them to itself. */
    public Progress(boolean shown) {
        this.shown = shown;
    }

    /** Something that takes a while begins, or ended. */
    public synchronized void line(String text) {
        printed = true;
        if (shown) {
            System.err.println("cortado: " + text);
        }
    }

    /** Whether anything had to be done at all. */
    public synchronized boolean printed() {
        return printed;
    }
}
