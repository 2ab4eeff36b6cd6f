package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** Many exceptions in a row, thrown by the machine and by hand, leave nothing behind. */
final class ExceptionsInLoops {
    static void main() {
        int[] array = new int[4];
        Object[] things = {"s", 1, null, 'c', 2L};
        int bounds = 0;
        int nulls = 0;
        int casts = 0;
        int zeros = 0;
        int own = 0;
        for (int i = 0; i < 20000; i++) {
            try {
                switch (i % 5) {
                    case 0 -> array[i % 9]++;
                    case 1 -> things[i % 3].hashCode();
                    case 2 -> own += ((String) things[i % 5]).length();
                    case 3 -> own += i / (i % 4);
                    default -> throw new UnsupportedOperationException("own " + i);
                }
            } catch (ArrayIndexOutOfBoundsException e) {
                bounds++;
            } catch (NullPointerException e) {
                nulls++;
            } catch (ClassCastException e) {
                casts++;
            } catch (ArithmeticException e) {
                zeros++;
            } catch (UnsupportedOperationException e) {
                own += e.getMessage().length();
            }
        }
        say(bounds, nulls, casts, zeros, own, array[0], array[1], array[2], array[3]);
    }
}
