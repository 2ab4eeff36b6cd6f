package cortado.aot.classlib;

import java.io.PrintStream;

/** For {@link PrintStream}. */
final class PrintStreamAdditions {
    private PrintStreamAdditions() {}

    @Member
    public static void print(PrintStream self, boolean value) {
        self.print(String.valueOf(value));
    }

    @Member
    public static void println(PrintStream self, char[] value) {
        self.println(String.valueOf(value));
    }

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
