package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.outcome;

/** Indices outside of a string or a builder. */
final class StringBounds {
    static void main() {
        String text = "hello";
        for (int i : new int[] {-1, 0, 5, 6}) {
            outcome("charAt " + i, () -> text.charAt(i));
            outcome("substring " + i, () -> text.substring(i));
            outcome("substring 2 " + i, () -> text.substring(2, i));
            outcome("subSequence " + i + " 3", () -> text.subSequence(i, 3));
            outcome("codePointAt " + i, () -> text.codePointAt(i));
            StringBuilder builder = new StringBuilder(text);
            outcome("builder charAt " + i, () -> builder.charAt(i));
            outcome("insert " + i, () -> new StringBuilder(text).insert(i, "X"));
            outcome("deleteCharAt " + i, () -> new StringBuilder(text).deleteCharAt(i));
            outcome("delete " + i + " 9", () -> new StringBuilder(text).delete(i, 9));
            outcome("replace " + i, () -> new StringBuilder(text).replace(i, 3, "Y"));
            outcome("setLength " + i, () -> {
                StringBuilder resized = new StringBuilder(text);
                resized.setLength(i);
                return resized.length();
            });
            outcome("setCharAt " + i, () -> {
                StringBuilder changed = new StringBuilder(text);
                changed.setCharAt(i, 'Z');
                return changed;
            });
            outcome("builder substring " + i, () -> builder.substring(i));
        }
        outcome("new String", () -> new String(new char[] {'a', 'b'}, 1, 2));
        outcome("empty charAt", () -> "".charAt(0));
        outcome("repeat", () -> "x".repeat(-2));
    }
}
