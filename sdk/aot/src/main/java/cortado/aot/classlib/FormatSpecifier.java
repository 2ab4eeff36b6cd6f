package cortado.aot.classlib;

import java.util.DuplicateFormatFlagsException;
import java.util.FormatFlagsConversionMismatchException;
import java.util.FormattableFlags;
import java.util.IllegalFormatFlagsException;
import java.util.IllegalFormatPrecisionException;
import java.util.IllegalFormatWidthException;
import java.util.Locale;
import java.util.MissingFormatWidthException;
import java.util.UnknownFormatConversionException;

/** What stands after one percent sign of a format: {@code [argument$][flags][width][.precision]conversion}. */
public final class FormatSpecifier {
    /** The argument after the one that was taken last without a number. */
    public static final int NEXT = 0;
    /** The argument that was taken last. */
    public static final int PREVIOUS = -1;

    private static final String FLAGS = "-#+ 0,(<";

    private final String format;
    private final String flags;
    private final char conversion;
    private final boolean upperCase;
    private int argument = NEXT;
    private int width = -1;
    private int precision = -1;
    private int at;

    /** Reads the specifier whose first character after the percent sign has this index, and checks it. */
    public FormatSpecifier(String format, int start) {
        this.format = format;
        at = start;
        int number = peek() == '0' ? -1 : number();
        if (number > 0 && peek() == '$') {
            at++;
            argument = number;
            number = -1;
        }
        flags = number < 0 ? flags() : "";
        width = number < 0 ? number() : number;
        if (peek() == '.') {
            at++;
            precision = number();
            if (precision < 0) {
                throw new UnknownFormatConversionException(".");
            }
        }
        if (at == format.length()) {
            throw new UnknownFormatConversionException(format.substring(at - 1));
        }
        char letter = format.charAt(at++);
        upperCase = "BHSCXEG".indexOf(letter) >= 0;
        conversion = upperCase ? (char) (letter + 'a' - 'A') : letter;
        if (has('<')) {
            argument = PREVIOUS;
        }
        check(letter);
    }

    private char peek() {
        return at < format.length() ? format.charAt(at) : 0;
    }

    private int number() {
        int start = at;
        int value = 0;
        while (peek() >= '0' && peek() <= '9') {
            value = value * 10 + format.charAt(at++) - '0';
        }
        return at == start ? -1 : value;
    }

    private String flags() {
        StringBuilder found = new StringBuilder();
        while (FLAGS.indexOf(peek()) >= 0) {
            if (found.indexOf(String.valueOf(peek())) >= 0) {
                throw new DuplicateFormatFlagsException(String.valueOf(peek()));
            }
            found.append(format.charAt(at++));
        }
        return found.toString();
    }

    private void check(char letter) {
        switch (conversion) {
            case 'b', 'h' -> checkText("#+ 0,(");
            case 's' -> checkText("+ 0,(");
            case 'c' -> {
                checkPrecision();
                checkText("#+ 0,(");
            }
            case 'd', 'o', 'x' -> {
                checkNumber(conversion == 'd' ? "#" : ",");
                checkPrecision();
            }
            case 'f' -> checkNumber("");
            case 'e' -> checkNumber(",");
            case 'g' -> checkNumber("#");
            case '%' -> {
                checkPrecision();
                if (!flags.isEmpty() && !flags.equals("-")) {
                    throw new IllegalFormatFlagsException(sortedFlags());
                }
                checkText("");
            }
            case 'n' -> {
                if (width >= 0) {
                    throw new IllegalFormatWidthException(width);
                }
                checkPrecision();
                if (!flags.isEmpty()) {
                    throw new IllegalFormatFlagsException(sortedFlags());
                }
            }
            default -> throw new UnknownFormatConversionException(String.valueOf(letter));
        }
    }

    private void checkPrecision() {
        if (precision >= 0) {
            throw new IllegalFormatPrecisionException(precision);
        }
    }

    private void checkText(String forbidden) {
        if (width < 0 && has('-')) {
            throw new MissingFormatWidthException(toString());
        }
        forbid(forbidden);
    }

    private void checkNumber(String forbidden) {
        if (width < 0 && (has('-') || has('0'))) {
            throw new MissingFormatWidthException(toString());
        }
        if ((has('+') && has(' ')) || (has('-') && has('0'))) {
            throw new IllegalFormatFlagsException(sortedFlags());
        }
        forbid(forbidden);
    }

    void forbid(String forbidden) {
        for (int i = 0; i < forbidden.length(); i++) {
            if (has(forbidden.charAt(i))) {
                throw new FormatFlagsConversionMismatchException(forbidden.substring(i, i + 1), conversion);
            }
        }
    }

    boolean has(char flag) {
        return flags.indexOf(flag) >= 0;
    }

    private String sortedFlags() {
        StringBuilder sorted = new StringBuilder();
        for (int i = 0; i < FLAGS.length(); i++) {
            if (has(FLAGS.charAt(i))) {
                sorted.append(FLAGS.charAt(i));
            }
        }
        return sorted.toString();
    }

    /** The index of the first character after the specifier. */
    public int end() {
        return at;
    }

    /** A number from 1 on, {@link #NEXT} or {@link #PREVIOUS}. */
    public int argument() {
        return argument;
    }

    public int width() {
        return width;
    }

    public int precision() {
        return precision;
    }

    char conversion() {
        return conversion;
    }

    /** Whether the argument's text is asked for. */
    public boolean isString() {
        return conversion == 's';
    }

    /** Whether the specifier takes no argument. */
    public boolean isText() {
        return conversion == '%' || conversion == 'n';
    }

    /** What it stands for by itself. */
    public String text() {
        return conversion == 'n' ? "\n" : justified("%");
    }

    /** As {@link java.util.Formattable#formatTo} wants them. */
    public int formattableFlags() {
        return (has('-') ? FormattableFlags.LEFT_JUSTIFY : 0)
                | (upperCase ? FormattableFlags.UPPERCASE : 0)
                | (has('#') ? FormattableFlags.ALTERNATE : 0);
    }

    /** What it makes of an argument. */
    public String format(Object value) {
        String text = switch (conversion) {
            case 'b' -> cut(Boolean.toString(value instanceof Boolean flag ? flag : value != null));
            case 'h' -> cut(value == null ? "null" : Integer.toHexString(value.hashCode()));
            case 's' -> cut(String.valueOf(value));
            default -> value == null ? cut("null") : new FormattedNumber(this).format(value);
        };
        return justified(upperCase ? text.toUpperCase(Locale.ROOT) : text);
    }

    private String cut(String text) {
        return precision >= 0 && precision < text.length() ? text.substring(0, precision) : text;
    }

    private String justified(String text) {
        String padding = " ".repeat(Math.max(0, width - text.length()));
        return has('-') ? text + padding : padding + text;
    }

    @Override
    public String toString() {
        return "%"
                + sortedFlags()
                + (argument > 0 ? argument + "$" : "")
                + (width >= 0 ? width : "")
                + (precision >= 0 ? "." + precision : "")
                + (upperCase ? (char) (conversion + 'A' - 'a') : conversion);
    }
}
