package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

/** Every way to use null where an object is needed. */
final class NullDereference {
    private int field = 3;
    private long wide;
    private NullDereference next;

    private int method() {
        return 5;
    }

    private final int alsoFinal() {
        return 6;
    }

    static void main() {
        NullDereference none = Integer.parseInt("1") == 2 ? new NullDereference() : null;
        int[] array = none == null ? null : new int[1];
        Object[] objects = array == null ? null : new Object[1];
        attempt("field", () -> none.field);
        attempt("long field", () -> none.wide);
        attemptTo("store field", () -> none.field = 4);
        attemptTo("store reference", () -> none.next = none);
        attempt("method", () -> none.method());
        attempt("final method", () -> none.alsoFinal());
        attempt("virtual method", () -> none.toString());
        attempt("chain", () -> new NullDereference().next.next);
        attempt("array length", () -> array.length);
        attempt("array load", () -> array[0]);
        attemptTo("array store", () -> array[0] = 1);
        attempt("object array load", () -> objects[0]);
        attemptTo("throw", () -> {
            throw (RuntimeException) (Object) objects;
        });
        attemptTo("synchronized", () -> {
            synchronized (objects) {
                say("not reached");
            }
        });
        attempt("string method", () -> ((String) (Object) none).length());
        attempt("getClass", () -> none.getClass());
        attempt("switch", () -> switch ((String) (Object) none) {
            case "a" -> 1;
            default -> 2;
        });
        attempt("for each", () -> {
            for (Object o : objects) {
                say(o);
            }
            return 0;
        });
        attempt("instanceof", () -> none instanceof NullDereference);
        attempt("cast", () -> (String) (Object) none);
        attempt("concat", () -> "x" + none);
    }
}
