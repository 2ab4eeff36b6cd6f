package cortado.aot.classlib.java.util;

import cortado.aot.classlib.FormatSpecifier;
import java.io.Closeable;
import java.io.Flushable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.FormatterClosedException;
import java.util.Locale;

/** Formats numbers and texts. Dates are not formatted, and every locale's numbers look as those of the root locale. */
public final class Formatter implements Closeable, Flushable {
    private final Locale locale;
    private Appendable out;
    private IOException failure;

    public Formatter() {
        this(new StringBuilder());
    }

    public Formatter(Appendable out) {
        this(out, Locale.getDefault());
    }

    public Formatter(Locale locale) {
        this(new StringBuilder(), locale);
    }

    public Formatter(Appendable out, Locale locale) {
        this.out = out == null ? new StringBuilder() : out;
        this.locale = locale;
    }

    public Formatter(PrintStream out) {
        this((Appendable) out);
    }

    public Formatter(OutputStream out) {
        this(new OutputStreamWriter(out, StandardCharsets.UTF_8));
    }

    private Appendable open() {
        if (out == null) {
            throw new FormatterClosedException();
        }
        return out;
    }

    public Locale locale() {
        open();
        return locale;
    }

    public Appendable out() {
        return open();
    }

    @Override
    public String toString() {
        return open().toString();
    }

    @Override
    public void flush() {
        if (open() instanceof Flushable target) {
            try {
                target.flush();
            } catch (IOException e) {
                failure = e;
            }
        }
    }

    @Override
    public void close() {
        if (out instanceof Closeable target) {
            try {
                target.close();
            } catch (IOException e) {
                failure = e;
            }
        }
        out = null;
    }

    /** What went wrong last when writing; null if nothing did. */
    public IOException ioException() {
        return failure;
    }

    public Formatter format(String format, Object... arguments) {
        return format(locale, format, arguments);
    }

    /** The locale changes nothing. */
    @SuppressWarnings("unused")
    public Formatter format(Locale ignored, String format, Object... arguments) {
        try {
            write(open(), format, arguments);
        } catch (IOException e) {
            failure = e;
        }
        return this;
    }

    private void write(Appendable target, String format, Object[] arguments) throws IOException {
        int ordinary = 0;
        int previous = -1;
        int at = 0;
        for (int percent = format.indexOf('%'); percent >= 0; percent = format.indexOf('%', at)) {
            target.append(format, at, percent);
            FormatSpecifier specifier = new FormatSpecifier(format, percent + 1);
            at = specifier.end();
            if (specifier.isText()) {
                target.append(specifier.text());
                continue;
            }
            int index = switch (specifier.argument()) {
                case FormatSpecifier.PREVIOUS -> previous;
                case FormatSpecifier.NEXT -> ordinary++;
                default -> specifier.argument() - 1;
            };
            if (index < 0 || (arguments != null && index >= arguments.length)) {
                throw new MissingFormatArgumentException(specifier.toString());
            }
            previous = index;
            Object value = arguments == null ? null : arguments[index];
            if (value instanceof java.util.Formattable formattable && specifier.isString()) {
                formattable.formatTo(
                        (java.util.Formatter) (Object) this,
                        specifier.formattableFlags(),
                        specifier.width(),
                        specifier.precision());
            } else {
                target.append(specifier.format(value));
            }
        }
        target.append(format, at, format.length());
    }
}
