package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** A null dereference throws even where nobody looks at the value. */
final class NullUnused {
    private int field;

    static void main() {
        NullUnused none = System.nanoTime() == 0 ? new NullUnused() : null;
        int[] array = none == null ? null : new int[3];
        int caught = 0;
        try {
            int unused = none.field;
            say("not reached");
        } catch (NullPointerException e) {
            caught++;
        }
        try {
            int unused = array.length;
            say("not reached");
        } catch (NullPointerException e) {
            caught++;
        }
        try {
            int unused = array[1];
            say("not reached");
        } catch (NullPointerException e) {
            caught++;
        }
        try {
            none.getClass();
            say("not reached");
        } catch (NullPointerException e) {
            caught++;
        }
        for (int i = 0; i < 3; i++) {
            try {
                NullUnused each = i == 1 ? null : new NullUnused();
                each.field = i;
                caught += 10 * each.field;
            } catch (NullPointerException e) {
                caught += 100;
            }
        }
        say(caught);
    }
}
