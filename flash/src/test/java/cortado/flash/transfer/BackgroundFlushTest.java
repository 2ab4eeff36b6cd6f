package cortado.flash.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.flash.target.FaultyDevice;
import cortado.flash.target.Target;
import cortado.flash.target.TargetException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundFlushTest {
    private final AtomicInteger done = new AtomicInteger();

    @Test
    void whatHasToWaitForTheFlushRunsAfterIt() throws Exception {
        try (Target target = new FaultyDevice(4096).open();
                BackgroundFlush flush = new BackgroundFlush(target)) {
            flush.begin(done::incrementAndGet);
            flush.await();
            assertEquals(1, done.get());
        }
    }

    @Test
    void aFlushThatFailedIsAFailureOfWhatComesNextAndNothingIsRecorded() throws Exception {
        try (Target target = new FaultyDevice(4096).failingToFlush().open()) {
            BackgroundFlush flush = new BackgroundFlush(target);
            flush.begin(done::incrementAndGet);
            assertThrows(TargetException.class, flush::await);
            assertThrows(TargetException.class, () -> flush.begin(done::incrementAndGet));
            flush.close();
            assertEquals(0, done.get());
        }
    }
}
