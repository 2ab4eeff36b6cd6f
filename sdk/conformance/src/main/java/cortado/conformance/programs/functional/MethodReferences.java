package cortado.conformance.programs.functional;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.UnaryOperator;

/** Every kind of method reference. */
@SuppressWarnings("unchecked")
class MethodReferences {
    private final String prefix;

    MethodReferences(String prefix) {
        this.prefix = prefix;
    }

    MethodReferences() {
        this("none");
    }

    String join(String s) {
        return prefix + s;
    }

    String twice(Object a, Object b) {
        return prefix + a + b;
    }

    static String all(Object... values) {
        return "all" + values.length;
    }

    private static class Child extends MethodReferences {
        Child() {
            super("child");
        }

        @Override
        String join(String s) {
            Function<String, String> up = super::join;
            Function<String, String> own = this::plain;
            return up.apply(s) + own.apply(s);
        }

        private String plain(String s) {
            return "[" + s + "]";
        }
    }

    static void main() {
        Function<String, Integer> parse = Integer::parseInt;
        ToIntFunction<String> length = String::length;
        BiFunction<String, String, Boolean> equal = String::equalsIgnoreCase;
        Supplier<MethodReferences> make = MethodReferences::new;
        Function<String, MethodReferences> makeNamed = MethodReferences::new;
        IntFunction<int[]> array = int[]::new;
        Function<Integer, List<String>[]> generic = List[]::new;
        UnaryOperator<String> bound = new MethodReferences("bound ")::join;
        Function<String, String> varargs = MethodReferences::all;
        BiFunction<MethodReferences, String, String> unbound = MethodReferences::join;
        say(
                parse.apply("42"),
                length.applyAsInt("four"),
                equal.apply("a", "A"),
                make.get().prefix,
                makeNamed.apply("n").prefix);
        say(
                array.apply(3).length,
                generic.apply(2).length,
                bound.apply("x"),
                varargs.apply("x"),
                unbound.apply(new Child(), "y"));
        Consumer<String> print = System.out::println;
        print.andThen(s -> say(s.length())).accept("printed");
        MethodReferences none = System.nanoTime() == 0 ? make.get() : null;
        attempt("bound null", () -> {
            Function<String, String> f = none::join;
            return "not reached " + f;
        });
        List<String> list = new ArrayList<>();
        list.add("b");
        list.add("a");
        list.sort(String::compareTo);
        list.replaceAll(String::toUpperCase);
        list.forEach(MethodReferences::show);
        Function<Object, String> toString = Object::toString;
        Function<Integer, Long> widening = Integer::longValue;
        Function<Integer, Object> boxing = Math::abs;
        say(toString.apply(5), widening.apply(3), boxing.apply(-7));
    }

    private static void show(String s) {
        say("show", s);
    }
}
