package cortado.conformance.programs.functional;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.IntBinaryOperator;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/** Lambdas and what they capture. */
final class Lambdas {
    private int field = 1;
    private static int shared = 100;

    private interface TriFunction<A, B, C, R> {
        R apply(A a, B b, C c);

        default TriFunction<A, B, C, String> show() {
            return (a, b, c) -> "<" + apply(a, b, c) + ">";
        }
    }

    private Supplier<Integer> counter() {
        return () -> field++;
    }

    static void main() {
        int base = 10;
        long wide = 1L << 40;
        String text = "t";
        double d = 0.5;
        TriFunction<Integer, Long, String, String> all = (a, b, c) -> a + b + c + base + wide + text + d;
        say(all.apply(1, 2L, "x"), all.show().apply(3, 4L, "y"));
        Lambdas object = new Lambdas();
        Supplier<Integer> counter = object.counter();
        counter.get();
        counter.get();
        say(object.field, counter.get(), ++shared);
        List<Supplier<Integer>> suppliers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            int squared = i * i;
            suppliers.add(() -> squared + shared);
        }
        shared = 1000;
        int sum = 0;
        for (Supplier<Integer> s : suppliers) {
            sum += s.get();
        }
        say(sum);
        Function<Integer, Function<Integer, Function<Integer, Integer>>> curried = a -> b -> c -> a * 100 + b * 10 + c;
        say(curried.apply(1).apply(2).apply(3));
        IntFunction<IntUnaryOperator> adder = x -> y -> x + y;
        IntBinaryOperator power = new IntBinaryOperator() {
            @Override
            public int applyAsInt(int b, int e) {
                return e == 0 ? 1 : b * applyAsInt(b, e - 1);
            }
        };
        say(adder.apply(5).applyAsInt(6), power.applyAsInt(3, 5));
        int[] box = {0};
        Runnable increment = () -> box[0]++;
        for (int i = 0; i < 5; i++) {
            increment.run();
        }
        BiFunction<Integer, Integer, Integer> gcd = Lambdas::gcd;
        say(box[0], gcd.andThen(x -> -x).apply(48, 36));
        Object asObject = (Runnable & java.io.Serializable) () -> say("intersection");
        ((Runnable) asObject).run();
    }

    private static int gcd(int a, int b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
