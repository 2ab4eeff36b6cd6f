package cortado.flash.transfer;

import cortado.flash.target.TargetException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What came of work that another thread does with a target. */
final class Background {
    private Background() {}

    /**
     * Waits for it.
     *
     * @throws TargetException if that is what the work failed with
     */
    static <T> T await(CompletableFuture<T> work) throws TargetException {
        try {
            return work.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof TargetException failure) {
                throw failure;
            }
            throw e;
        }
    }
}
