package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.List;

/** Static, local and array roots all keep things alive. */
final class WeakThings {
    private static Object held;
    private static final Object[] TABLE = new Object[100];
    private final List<int[]> own = new ArrayList<>();

    static void main() {
        held = new int[] {1, 2, 3};
        WeakThings object = new WeakThings();
        int[] local = {4, 5};
        for (int i = 0; i < 100_000; i++) {
            TABLE[i % 100] = new int[] {i};
            if (i % 1000 == 0) {
                object.own.add(new int[] {i});
            }
        }
        int sum = 0;
        for (Object each : TABLE) {
            sum += ((int[]) each)[0];
        }
        for (int[] each : object.own) {
            sum += each[0];
        }
        Runnable captured = capture(new StringBuilder("captured"));
        for (int i = 0; i < 50_000; i++) {
            held = i == 25_000 ? new int[] {9} : held;
            Object garbage = new Object[20];
            sum += garbage.getClass().isArray() ? 0 : 1;
        }
        captured.run();
        say(
                sum,
                ((int[]) held)[0],
                local[1],
                object.own.size(),
                Runtime.getRuntime().totalMemory() > 0,
                Runtime.getRuntime().freeMemory() > 0);
    }

    private static Runnable capture(StringBuilder b) {
        return () -> say(b.append('!'));
    }
}
