package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;

import java.util.ArrayList;
import java.util.List;

/** Casts that fail: to classes, interfaces and arrays, and through erased generics. */
final class BadCast {
    private interface Shape {}

    private record Square(int side) implements Shape {}

    private record Circle(int radius) implements Shape {}

    @SuppressWarnings("unchecked")
    static void main() {
        Object text = "text";
        Object number = 5;
        Shape shape = new Square(2);
        attempt("Integer", () -> (Integer) text);
        attempt("String", () -> (String) number);
        attempt("Circle", () -> (Circle) shape);
        attempt("Square", () -> (Square) shape);
        attempt("Runnable", () -> (Runnable) text);
        attempt("Comparable", () -> ((Comparable<String>) text).compareTo("text"));
        attempt("int[]", () -> (int[]) text);
        attempt("String from array", () -> (String) (Object) new int[1]);
        attempt("Object[] from int[]", () -> (Object[]) (Object) new int[1]);
        attempt("Object[] from String[]", () -> ((Object[]) (Object) new String[] {"a"}).length);
        attempt("String[] from Object[]", () -> (String[]) new Object[] {"a"});
        attempt("Integer[][] from Number[][]", () -> ((Integer[][]) (Object) new Number[2][2]).length);
        attempt("null", () -> (Circle) (Object) null);
        List<Integer> list = new ArrayList<>();
        ((List<Object>) (List<?>) list).add("not a number");
        attempt("erased get", () -> {
            int sum = 0;
            for (Integer each : list) {
                sum += each;
            }
            return sum;
        });
        attempt("erased as object", () -> (Object) ((List<?>) list).get(0));
        attempt("Number from Character", () -> (Number) (Object) 'c');
        attempt("Long from Integer", () -> (long) (Long) number);
    }
}
