package cortado.conformance.programs.language;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.Objects;

/** Equality, hash codes, strings and clones of plain objects. */
final class ObjectMethods implements Cloneable {
    private int number = 3;
    private int[] shared = {1, 2};

    private static final class NotCloneable {
        Object copy() throws CloneNotSupportedException {
            return super.clone();
        }
    }

    private static final class Key {
        private final int id;
        private final String name;

        Key(int id, String name) {
            this.id = id;
            this.name = name;
        }

        @Override
        public boolean equals(Object o) {
            return o instanceof Key k && k.id == id && Objects.equals(k.name, name);
        }

        @Override
        public int hashCode() {
            return Objects.hash(id, name);
        }
    }

    @Override
    protected ObjectMethods clone() throws CloneNotSupportedException {
        return (ObjectMethods) super.clone();
    }

    static void main() throws CloneNotSupportedException {
        ObjectMethods a = new ObjectMethods();
        ObjectMethods b = a.clone();
        b.number = 4;
        b.shared[0] = 9;
        say(a.number, a.shared[0], a == b, a.equals(b), a.equals(a), b.getClass() == a.getClass());
        attempt("not cloneable", () -> new NotCloneable().copy());
        say(
                new Key(1, "x").equals(new Key(1, "x")),
                new Key(1, null).hashCode(),
                new Key(2, "y").hashCode(),
                new Key(1, "x").equals(null));
        String text = new Object().toString();
        say(
                text.startsWith("java.lang.Object@"),
                a.toString().startsWith("cortado.conformance.programs.language.ObjectMethods@"));
        say(a.hashCode() == a.hashCode(), a.hashCode() == System.identityHashCode(a), System.identityHashCode(null));
        int[] array = {1};
        say(
                array.equals(array.clone()),
                array.hashCode() == array.hashCode(),
                array.toString().startsWith("[I@"));
        say(
                Objects.equals(null, null),
                Objects.equals(1, 1L),
                Objects.hash(),
                Objects.hash(1, 2, 3),
                Objects.hashCode(null));
        say(
                Objects.toString(null),
                Objects.toString(null, "default"),
                Objects.requireNonNullElse(null, "else"),
                Objects.isNull(a));
        say(
                Objects.deepEquals(new int[] {1}, new int[] {1}),
                Objects.compare("a", "b", String::compareTo),
                Objects.nonNull(null));
    }
}
