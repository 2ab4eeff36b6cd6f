package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Switch expressions: yield, exhaustive enums, values of all types. */
final class ArrowSwitches {
    private enum Day {
        MONDAY,
        TUESDAY,
        SATURDAY,
        SUNDAY
    }

    static void main() {
        for (Day day : Day.values()) {
            int hours = switch (day) {
                case MONDAY -> 8;
                case TUESDAY -> {
                    int sum = 0;
                    for (int i = 0; i < 4; i++) {
                        sum += i;
                    }
                    yield sum;
                }
                case SATURDAY, SUNDAY -> 0;
            };
            boolean weekend = switch (day) {
                case SATURDAY, SUNDAY:
                    yield true;
                default:
                    yield false;
            };
            say(
                    day,
                    hours,
                    weekend,
                    switch (hours) {
                        case 0 -> 1.5;
                        case 8 -> 2;
                        default -> 'c';
                    });
        }
        for (int i = -1; i < 4; i++) {
            String text = switch (i) {
                case 0 -> "zero";
                case 1, 2 -> {
                    if (i == 1) {
                        yield "one";
                    }
                    yield "two";
                }
                default -> i < 0 ? "negative" : "many";
            };
            say(
                    i,
                    text,
                    sum(
                            i,
                            switch (i) {
                                case 1 -> 10;
                                default -> 20;
                            },
                            i));
        }
        int k = 0;
        k += switch (k++) {
            case 0 -> k * 10;
            default -> k * 100;
        };
        say(k);
        Day none = null;
        try {
            switch (none) {
                case MONDAY -> say("no");
                default -> say("no");
            }
        } catch (NullPointerException e) {
            say("null day");
        }
    }

    private static int sum(int a, int b, int c) {
        return a * 10000 + b * 100 + c;
    }
}
