package cortado.conformance.programs.functional;

import static cortado.conformance.Say.say;

import java.util.function.BiPredicate;
import java.util.function.BinaryOperator;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongBinaryOperator;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** The functional interfaces and their default methods. */
final class Composition {
    static void main() {
        Function<Integer, Integer> plus = x -> x + 1;
        Function<Integer, Integer> times = x -> x * 10;
        say(
                plus.andThen(times).apply(5),
                plus.compose(times).apply(5),
                Function.<Integer>identity().apply(7),
                plus.andThen(Object::toString).apply(1));
        Predicate<String> empty = String::isEmpty;
        Predicate<String> longer = s -> s.length() > 3;
        say(
                empty.negate().and(longer).test("four"),
                empty.or(longer).test("abc"),
                Predicate.not(empty).test(""),
                Predicate.isEqual("x").test("x"));
        IntUnaryOperator inc = x -> x + 1;
        say(
                inc.andThen(x -> x * 2).applyAsInt(3),
                inc.compose(x -> x * 2).applyAsInt(3),
                IntUnaryOperator.identity().applyAsInt(9));
        IntPredicate even = x -> x % 2 == 0;
        say(
                even.and(x -> x > 10).test(12),
                even.negate().or(x -> x == 4).test(4),
                BinaryOperator.<Integer>minBy(Integer::compare).apply(3, 2));
        BiPredicate<String, Integer> has = (s, n) -> s.length() == n;
        say(
                has.negate().test("ab", 2),
                has.and((s, n) -> n > 1).test("ab", 2),
                BinaryOperator.<String>maxBy(String::compareTo).apply("a", "b"));
        DoubleUnaryOperator half = x -> x / 2;
        LongBinaryOperator sum = Long::sum;
        StringBuilder seen = new StringBuilder();
        ObjIntConsumer<String> consumer = (s, i) -> seen.append(s).append(i);
        consumer.accept("v", 3);
        say(half.andThen(Math::sqrt).applyAsDouble(8), sum.applyAsLong(1L << 33, 1), seen);
        UnaryOperator<UnaryOperator<Integer>> twice = f -> x -> f.apply(f.apply(x));
        say(
                twice.apply(x -> x * x).apply(3),
                twice.apply(twice.apply(x -> x + 1)).apply(0));
        Function<Integer, Integer> chain = Function.identity();
        for (int i = 0; i < 10; i++) {
            int n = i;
            chain = chain.andThen(x -> x * 3 % 101 + n);
        }
        say(chain.apply(1), chain.apply(2));
    }
}
