package cortado.flash.bench;

import java.io.IOException;

/** What has to be undone once: when this is closed, or else when Ctrl-C or anything else ends the process. */
final class Undoing implements AutoCloseable {
    private final Action action;
    private final Thread hook = new Thread(this::atEnd, "undoing");
    private boolean undone;

    /** How it is undone. */
    interface Action {
        void run() throws IOException;
    }

    Undoing(Action action) {
        this.action = action;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void atEnd() {
        try {
            undo();
        } catch (IOException e) {
            System.err.println("cortado: " + e.getMessage());
        }
    }

    private synchronized void undo() throws IOException {
        if (!undone) {
            undone = true;
            action.run();
        }
    }

    @Override
    public void close() throws IOException {
        undo();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The process is being ended: the hook finds nothing left to do.
            return;
        }
    }
}
