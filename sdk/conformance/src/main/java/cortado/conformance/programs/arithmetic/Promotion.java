package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Which type an expression has: binary promotion, conditionals, constants. */
final class Promotion {
    private static String type(byte v) {
        return "byte";
    }

    private static String type(short v) {
        return "short";
    }

    private static String type(char v) {
        return "char";
    }

    private static String type(int v) {
        return "int";
    }

    private static String type(long v) {
        return "long";
    }

    private static String type(float v) {
        return "float";
    }

    private static String type(double v) {
        return "double";
    }

    private static String type(Object v) {
        return v.getClass().getSimpleName();
    }

    static void main() {
        byte b = 1;
        short s = 2;
        char c = 'c';
        long l = 3;
        float f = 4;
        boolean yes = b == 1;
        say(
                type(b),
                type(s),
                type(c),
                type(b + b),
                type(+c),
                type(-s),
                type(~b),
                type(c + 1L),
                type(l * f),
                type(f / 2.0));
        say(type(yes ? b : s), type(yes ? c : 0), type(yes ? 1 : 'x'), type(yes ? b : c), type(yes ? 1 : 2L));
        say(type(yes ? Integer.valueOf(1) : Double.valueOf(2)), yes ? 1 : 2.0, yes ? 'a' : 0, yes ? c : b + 0);
        Object boxed = yes ? 1 : "text";
        say(type(boxed), type((Object) (yes ? 1 : 2L)), yes ? null : 0);
        say(b++ + type(b), type(b << l), type(l << b), type((byte) (b + s)), 'a' + 'b', "" + 'a' + 'b', (char)
                ('a' + 1));
    }
}
