package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

import java.util.Arrays;

/** A store into an array checks the array's own element type. */
final class ArrayStores {
    private static class Animal {}

    private static final class Cat extends Animal {}

    private static final class Dog extends Animal {}

    static void main() {
        Object[] strings = new String[2];
        attemptTo("Integer into String[]", () -> strings[0] = 1);
        attemptTo("String into String[]", () -> strings[0] = "ok");
        attemptTo("null into String[]", () -> strings[1] = null);
        Animal[] cats = new Cat[2];
        attemptTo("Dog into Cat[]", () -> cats[0] = new Dog());
        attemptTo("Animal into Cat[]", () -> cats[0] = new Animal());
        attemptTo("Cat into Cat[]", () -> cats[0] = new Cat());
        Object[] rows = new int[2][2];
        attemptTo("long[] into int[][]", () -> rows[0] = new long[1]);
        attemptTo("String into int[][]", () -> rows[0] = "row");
        attemptTo("int[] into int[][]", () -> rows[0] = new int[5]);
        Comparable<?>[] comparables = new Integer[1];
        attemptTo("String into Integer[]", () -> comparables[0] = "x");
        attemptTo("bad index first", () -> strings[7] = 1);
        attemptTo("fill", () -> Arrays.fill(strings, 5));
        Object[] numbers = {1, "two", 3};
        attemptTo("arraycopy", () -> System.arraycopy(numbers, 0, strings, 0, 2));
        attemptTo("arraycopy part", () -> System.arraycopy(new Object[] {"p", "q", 1}, 0, new String[3], 0, 3));
        say(strings[0], strings[1], cats[0] instanceof Cat, cats[1], ((int[]) rows[0]).length);
    }
}
