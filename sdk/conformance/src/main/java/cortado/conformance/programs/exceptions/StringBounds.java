package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;

/** Indices outside of a string or a builder. */
final class StringBounds {
    static void main() {
        String text = "hello";
        for (int i : new int[] {-1, 0, 5, 6}) {
            attempt("charAt " + i, () -> text.charAt(i));
            attempt("substring " + i, () -> text.substring(i));
            attempt("substring 2 " + i, () -> text.substring(2, i));
            attempt("subSequence " + i + " 3", () -> text.subSequence(i, 3));
            attempt("codePointAt " + i, () -> text.codePointAt(i));
            StringBuilder builder = new StringBuilder(text);
            attempt("builder charAt " + i, () -> builder.charAt(i));
            attempt("insert " + i, () -> new StringBuilder(text).insert(i, "X"));
            attempt("deleteCharAt " + i, () -> new StringBuilder(text).deleteCharAt(i));
            attempt("delete " + i + " 9", () -> new StringBuilder(text).delete(i, 9));
            attempt("replace " + i, () -> new StringBuilder(text).replace(i, 3, "Y"));
            attempt("setLength " + i, () -> {
                StringBuilder resized = new StringBuilder(text);
                resized.setLength(i);
                return resized.length();
            });
            attempt("setCharAt " + i, () -> {
                StringBuilder changed = new StringBuilder(text);
                changed.setCharAt(i, 'Z');
                return changed;
            });
            attempt("builder substring " + i, () -> builder.substring(i));
        }
        attempt("new String", () -> new String(new char[] {'a', 'b'}, 1, 2));
        attempt("empty charAt", () -> "".charAt(0));
        attempt("repeat", () -> "x".repeat(-2));
    }
}
