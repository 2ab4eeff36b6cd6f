package cortado.flash.command;

import cortado.flash.output.Output;
import cortado.flash.transfer.StopSignal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets Ctrl-C, and anything else that ends the process, wait until a transfer has come to a state that it can name. The
 * process then ends with 130, or 143 for SIGTERM, as the JVM has it.
 */
final class Interruption implements AutoCloseable {
    /** A card that takes longer to finish one write than this is beyond hope. */
    private static final int LONGEST_SECONDS = 30;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook;

    Interruption(StopSignal stop, String target, Output output) {
        hook = new Thread(
                () -> {
                    stop.give();
                    if (!awaitEnd()) {
                        output.error(target + " did not answer for " + LONGEST_SECONDS
                                + " seconds: it is in an unknown state; do not boot it, and flash it again");
                    }
                },
                "interruption");
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private boolean awaitEnd() {
        try {
            return ended.await(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }

    /** The transfer has ended, and has said how. */
    @Override
    public void close() {
        ended.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            // The hook runs already, and ends the process.
            return;
        }
    }
}
