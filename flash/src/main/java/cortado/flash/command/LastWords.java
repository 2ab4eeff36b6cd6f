package cortado.flash.command;

import cortado.flash.output.Output;

/** What whoever ends the process hears about the target, while there is nothing to be waited for. */
final class LastWords implements AutoCloseable {
    private final Thread hook;

    /** Says this on stderr if the process is ended before {@link #close}. */
    LastWords(String text, Output output) {
        this(() -> output.error(text));
    }

    /** Says what there is to say if the process is ended before {@link #close}. */
    LastWords(Runnable words) {
        hook = new Thread(words, "last-words");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /** From here on someone else says what became of the target; may be called again. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook runs already, and ends the process.
            return;
        }
    }
}
