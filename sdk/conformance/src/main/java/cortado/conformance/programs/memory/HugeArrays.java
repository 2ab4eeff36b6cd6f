package cortado.conformance.programs.memory;

import static cortado.conformance.Say.say;

/** One array larger than all of the heap. */
final class HugeArrays {
    static void main() {
        for (int i = 0; i < 4; i++) {
            try {
                Object made = switch (i) {
                    case 0 -> new long[200_000_000];
                    case 1 -> new byte[1_500_000_000];
                    case 2 -> new Object[300_000_000];
                    default -> new StringBuilder().append(new char[500_000_000]);
                };
                say("not reached", made == null);
            } catch (OutOfMemoryError e) {
                say(i, e.getMessage());
            }
        }
        try {
            "abcdefgh".repeat(100_000_000);
            say("not reached");
        } catch (OutOfMemoryError e) {
            say("repeat", e.getClass().getName());
        }
    }
}
