package cortado.conformance.programs.library;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.InputMismatchException;
import java.util.NoSuchElementException;
import java.util.Scanner;

/** Scanner over a string. */
final class Scanning {
    static void main() {
        Scanner scanner = new Scanner("12 apples 3.5 true\nnext line here\n-7 end");
        say(
                scanner.hasNextInt(),
                scanner.nextInt(),
                scanner.hasNextInt(),
                scanner.next(),
                scanner.nextDouble(),
                scanner.nextBoolean());
        say(
                "[" + scanner.nextLine() + "]",
                scanner.nextLine(),
                scanner.hasNextLine(),
                scanner.nextLong(),
                scanner.hasNext(),
                scanner.next(),
                scanner.hasNext());
        attempt("exhausted", scanner::next);
        attempt("no line", scanner::nextLine);
        Scanner wrong = new Scanner("word 99999999999");
        attempt("mismatch", wrong::nextInt);
        say(wrong.next());
        attempt("too large", wrong::nextInt);
        say(new InputMismatchException("m") instanceof NoSuchElementException);
    }
}
