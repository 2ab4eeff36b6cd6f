package cortado.testkit;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A process that was started on a {@link Testbed}, and may have ended meanwhile. */
public final class Running {
    private final Program program;
    /** What its main threw, if anything. */
    private final CompletableFuture<Optional<Throwable>> ended = new CompletableFuture<>();

    private volatile Throwable failure;

    Running(Program program) {
        this.program = program;
    }

    /** What it runs. */
    public Program program() {
        return program;
    }

    /** Whether it has ended. */
    public boolean isEnded() {
        return ended.isDone();
    }

    /**
     * Waits for its end: what its main threw, nothing if it returned or was killed.
     *
     * @throws AssertionError if it does not end within that time
     */
    public Optional<Throwable> awaitEnd(long seconds) {
        try {
            return ended.get(seconds, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(program.name() + " did not end within " + seconds + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        } catch (ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    /** Remembers why it is about to end. */
    void fail(Throwable thrown) {
        failure = thrown;
    }

    /** It has ended, and what it held is given back. */
    void end() {
        ended.complete(Optional.ofNullable(failure));
    }
}
