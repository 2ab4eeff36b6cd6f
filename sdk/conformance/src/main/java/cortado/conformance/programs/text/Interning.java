package cortado.conformance.programs.text;

import static cortado.conformance.Say.say;

/** Identity of literals and constants. */
final class Interning {
    private static final String CONSTANT = "mid" + "dle";

    static void main() {
        String a = "middle";
        String b = new String("middle");
        String c = "mid" + "dle";
        String d = new StringBuilder("mid").append("dle").toString();
        say(a == CONSTANT, a == b, a == c, a == d, a.equals(d), "" == ("" + ""));
        String e = "fresh".concat(String.valueOf(7));
        say(e.equals("fresh7"), ("fresh" + 7) == "fresh7");
        final int seven = 7;
        say(("fresh" + seven) == "fresh7", a.substring(0) == a, a.toString() == a, a.trim() == a, a + "" == a);
        Object lock = "lock";
        say(lock == "lock", Other.TEXT == "shared literal");
    }

    private static final class Other {
        static final String TEXT = "shared literal";
    }
}
