package cortado.conformance.programs.language;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/** Locks, volatiles and atomics, on the one thread that there is. */
final class Synchronisation {
    private static volatile int shared;
    private volatile long wide = Long.MIN_VALUE;
    private static final Object LOCK = new Object();

    private static synchronized int statically(int n) {
        return n == 0 ? 0 : 1 + statically(n - 1);
    }

    private synchronized int reenter(int n) {
        synchronized (this) {
            synchronized (LOCK) {
                return n == 0 ? 0 : 1 + reenter(n - 1);
            }
        }
    }

    static void main() {
        Synchronisation object = new Synchronisation();
        say(statically(5), object.reenter(5));
        for (int i = 0; i < 10; i++) {
            shared++;
            object.wide += i;
        }
        say(shared, object.wide);
        attempt("throws inside", () -> {
            synchronized (LOCK) {
                throw new IllegalStateException("inside");
            }
        });
        synchronized (LOCK) {
            say("still free");
        }
        AtomicInteger counter = new AtomicInteger(5);
        say(
                counter.incrementAndGet(),
                counter.getAndAdd(10),
                counter.compareAndSet(16, 1),
                counter.compareAndSet(16, 2),
                counter);
        say(
                counter.updateAndGet(x -> x * 3),
                counter.accumulateAndGet(4, Integer::sum),
                counter.getAndSet(0),
                counter.decrementAndGet());
        AtomicLong large = new AtomicLong(1L << 40);
        say(large.addAndGet(5), large.getAndIncrement(), large.get(), large.intValue());
        AtomicReference<String> reference = new AtomicReference<>("a");
        say(
                reference.compareAndSet("a", "b"),
                reference.get(),
                reference.getAndSet("c"),
                reference.getAndUpdate(s -> s + s),
                reference);
        int sum = 0;
        for (int i = 0; i < 3; i++) {
            synchronized (LOCK) {
                if (i == 1) {
                    continue;
                }
                sum += i;
            }
        }
        say(sum);
    }
}
