package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** String.valueOf and concatenation of every kind of value. */
final class StringValues {
    private record Pair(int a, String b) {}

    static void main() {
        Object none = null;
        String nothing = null;
        char[] letters = {'x', 'y', 'z'};
        say(
                String.valueOf(true),
                String.valueOf('c'),
                String.valueOf(1),
                String.valueOf(2L),
                String.valueOf(1.5f),
                String.valueOf(2.5));
        say(String.valueOf(none), String.valueOf(letters), String.valueOf(letters, 1, 2), String.copyValueOf(letters));
        say(new String(letters), new String(letters, 0, 2), new String(), new String("copy"));
        String all = "" + true + 'c' + (byte) 1 + (short) 2 + 3 + 4L + 5f + 6.0 + none + nothing + new Pair(7, "p");
        say(all);
        say(1 + 2 + "3" + 4 + 5, 'a' + 1 + "b", "b" + 'a' + 1, "x" + null, null + "x", "sum " + (1 + 2));
        String built = "";
        for (int i = 0; i < 10; i++) {
            built += i;
            built = i + built;
        }
        say(built, built.length());
        nothing += nothing;
        say(nothing, "" + letters.length + letters[0]);
        final String constant = "con" + "stant" + 1 + true + 2.0f;
        say(constant, constant == "constant1true2.0");
        StringBuilder sb = new StringBuilder();
        sb.append(true)
                .append('c')
                .append(1)
                .append(2L)
                .append(3f)
                .append(4.0)
                .append((Object) null)
                .append((String) null);
        sb.append(letters).append(letters, 1, 1).append("subsequence", 3, 6).append(new StringBuilder("sb"));
        say(sb);
    }
}
