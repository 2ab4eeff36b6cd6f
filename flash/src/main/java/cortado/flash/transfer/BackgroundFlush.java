package cortado.flash.transfer;

import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Flushes a target now and then while more is written to it, so that the last flush has little left to wait for. */
final class BackgroundFlush implements AutoCloseable {
    private final Target target;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("flush").daemon().factory());
    private CompletableFuture<Void> running = CompletableFuture.completedFuture(null);

    BackgroundFlush(Target target) {
        this.target = target;
    }

    /**
     * Begins a flush of what was written so far, unless the one before still runs.
     *
     * @param done runs on another thread when all that is on the medium
     * @return whether it was begun; {@code done} is not called otherwise
     * @throws TargetException if an earlier flush failed
     */
    boolean begin(Runnable done) throws TargetException {
        if (!running.isDone()) {
            return false;
        }
        await();
        running = CompletableFuture.runAsync(
                () -> {
                    try {
                        target.sync();
                    } catch (TargetException e) {
                        throw new CompletionException(e);
                    }
                    done.run();
                },
                thread);
        return true;
    }

    /**
     * Waits for the flush that runs.
     *
     * @throws TargetException if it failed
     */
    void await() throws TargetException {
        Background.await(running);
    }

    /** Waits for the flush that runs, however it ends. */
    @Override
    public void close() {
        thread.close();
    }
}
