package cortado.aot.classlib;

import java.io.PrintStream;

/** For {@link PrintStream}. */
final class PrintStreamAdditions {
    private PrintStreamAdditions() {}

    @Member
    public static void print(PrintStream self, float value) {
        self.print(ShortestDecimal.toString(value));
    }

    @Member
    public static void print(PrintStream self, double value) {
        self.print(ShortestDecimal.toString(value));
    }

    @Member
    public static void println(PrintStream self, float value) {
        self.println(ShortestDecimal.toString(value));
    }

    @Member
    public static void println(PrintStream self, double value) {
        self.println(ShortestDecimal.toString(value));
    }
}
