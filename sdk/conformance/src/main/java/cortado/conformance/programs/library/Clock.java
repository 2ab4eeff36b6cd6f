package cortado.conformance.programs.library;

import static cortado.conformance.Say.say;

/** Time moves forward. */
final class Clock {
    static void main() {
        long before = System.nanoTime();
        long wall = System.currentTimeMillis();
        long last = before;
        boolean forward = true;
        int changes = 0;
        for (int i = 0; i < 20_000; i++) {
            long now = System.nanoTime();
            forward &= now >= last;
            changes += now == last ? 0 : 1;
            last = now;
        }
        say(forward, changes > 10, last - before < 60_000_000_000L, System.currentTimeMillis() >= wall);
    }
}
