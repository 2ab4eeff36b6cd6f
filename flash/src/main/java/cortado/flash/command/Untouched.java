package cortado.flash.command;

import cortado.flash.output.Output;

/** Until a transfer begins: whoever ends the process hears that the target is as it was. */
final class Untouched implements AutoCloseable {
    private final Thread hook;

    Untouched(String target, Output output) {
        hook = new Thread(() -> output.error("stopped; nothing was written to " + target), "untouched");
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
