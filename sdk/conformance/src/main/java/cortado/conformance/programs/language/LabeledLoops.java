package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Labelled breaks and continues through every kind of loop and block. */
final class LabeledLoops {
    static void main() {
        int count = 0;
        outer:
        for (int i = 0; ; i++) {
            for (int j = 0; j < 10; j++) {
                if (j > i) {
                    continue outer;
                }
                if (i * j > 20) {
                    break outer;
                }
                count += i + j;
            }
        }
        say(count);
        block:
        {
            if (count > 5) {
                say("leaving the block");
                break block;
            }
            say("not reached");
        }
        int k = 0;
        loop:
        do {
            k++;
            switch (k % 4) {
                case 0:
                    continue loop;
                case 3:
                    if (k > 10) {
                        break loop;
                    }
                    break;
                default:
                    k++;
            }
            count += k;
        } while (k < 100);
        say(k, count);
        StringBuilder seen = new StringBuilder();
        rows:
        for (String row : new String[] {"abc", "a-c", "xyz", "end", "never"}) {
            for (char c : row.toCharArray()) {
                if (c == '-') {
                    continue rows;
                }
                seen.append(c);
                if (seen.toString().endsWith("end")) {
                    break rows;
                }
            }
            seen.append(';');
        }
        say(seen);
        int a = 0;
        int b = 10;
        for (int i = 0, j = 100; i < j; i += 3, j -= 7, a++) {
            b += j - i;
        }
        while (true) {
            if (++a > 20) {
                break;
            }
        }
        say(a, b);
    }
}
