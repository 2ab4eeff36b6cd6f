package cortado.flash.rig;

import java.util.function.Consumer;

/** Sees to it that a board is off in the end: when a test is over, and also when Ctrl-C or SIGTERM ends the process. */
final class SwitchedOff implements AutoCloseable {
    private final Rig rig;
    private final Consumer<String> notes;
    private final Thread hook = new Thread(this::end, "rig-off");

    SwitchedOff(Rig rig, Consumer<String> notes) {
        this.rig = rig;
        this.notes = notes;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void end() {
        rig.end();
        notes.accept("power off");
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook runs already, and ends the process.
            return;
        }
        end();
    }
}
