package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Switch statements with colons: fall-through, sparse and dense labels, defaults in the middle, nesting. */
@SuppressWarnings("fallthrough")
final class OldSwitches {
    static void main() {
        for (int i : new int[] {-5, 0, 1, 2, 3, 7, 100, 1000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
            say(i, dense(i), sparse(i), middle(i), nested(i, i % 3));
        }
        for (char c : "aeixy".toCharArray()) {
            switch (c) {
                case 'a', 'e', 'i':
                    say(c, "vowel");
                    break;
                case 'y':
                    say("sometimes");
                default:
                    say(c, "consonant");
            }
        }
        byte b = (byte) 200;
        switch (b) {
            case -56 -> say("wrapped byte");
            default -> say("byte", b);
        }
        Integer boxed = 5;
        switch (boxed) {
            case 5:
                say("boxed");
        }
    }

    private static int dense(int i) {
        int result = 0;
        switch (i) {
            case 0:
                result += 1;
            case 1:
                result += 10;
            case 2:
                result += 100;
                break;
            case 3:
                return -3;
        }
        return result;
    }

    private static String sparse(int i) {
        switch (i) {
            case Integer.MIN_VALUE:
                return "min";
            case -5:
                return "minus five";
            case 100:
            case 1000:
                return "hundreds";
            case Integer.MAX_VALUE:
                return "max";
            default:
                return "other";
        }
    }

    private static int middle(int i) {
        int n = 0;
        switch (i) {
            case 1:
                n = 1;
                break;
            default:
                n = 50;
            case 2:
                n += 2;
        }
        return n;
    }

    private static int nested(int a, int b) {
        switch (a) {
            case 2:
                switch (b) {
                    case 2:
                        break;
                    default:
                        return 99;
                }
                return 22;
            default:
                return 0;
        }
    }
}
