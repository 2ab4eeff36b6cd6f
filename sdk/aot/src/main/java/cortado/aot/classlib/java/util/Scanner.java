package cortado.aot.classlib.java.util;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.NoSuchElementException;

/** Reads words, numbers and lines from text, divided by white space. */
public final class Scanner implements Iterator<String>, Closeable {
    private final Readable source;
    private final java.nio.CharBuffer chunk = java.nio.CharBuffer.allocate(256);
    private final StringBuilder text = new StringBuilder();
    private boolean ended;
    private boolean closed;

    public Scanner(String source) {
        this(new StringReader(source));
    }

    public Scanner(InputStream source) {
        this(new InputStreamReader(source, StandardCharsets.UTF_8));
    }

    public Scanner(Readable source) {
        this.source = source;
    }

    /** Makes more of the source visible; false at its end. */
    private boolean more() {
        if (closed) {
            throw new IllegalStateException("Scanner closed");
        }
        if (ended) {
            return false;
        }
        try {
            chunk.clear();
            int count = source.read(chunk);
            if (count < 0) {
                ended = true;
                return false;
            }
            text.append(chunk.array(), 0, count);
            return true;
        } catch (IOException e) {
            ended = true;
            return false;
        }
    }

    private boolean has(int index) {
        while (index >= text.length()) {
            if (!more()) {
                return false;
            }
        }
        return true;
    }

    /** Where the next token starts, or -1. */
    private int start() {
        int at = 0;
        while (has(at)) {
            if (!Character.isWhitespace(text.charAt(at))) {
                return at;
            }
            at++;
        }
        return -1;
    }

    private String peek() {
        int start = start();
        if (start < 0) {
            return null;
        }
        int end = start;
        while (has(end) && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        return text.substring(start, end);
    }

    private String token() {
        String token = peek();
        if (token == null) {
            throw new NoSuchElementException();
        }
        return token;
    }

    private void skip(String token) {
        text.delete(0, start() + token.length());
    }

    @Override
    public boolean hasNext() {
        return peek() != null;
    }

    @Override
    public String next() {
        String token = token();
        skip(token);
        return token;
    }

    public boolean hasNextLine() {
        return has(0);
    }

    public String nextLine() {
        if (!has(0)) {
            throw new NoSuchElementException("No line found");
        }
        int end = 0;
        while (has(end) && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        String line = text.substring(0, end);
        boolean pair = has(end) && text.charAt(end) == '\r' && has(end + 1) && text.charAt(end + 1) == '\n';
        text.delete(0, Math.min(text.length(), end + (pair ? 2 : 1)));
        return line;
    }

    public boolean hasNextInt() {
        String token = peek();
        return token != null && isInteger(token) && fits(token, false);
    }

    public int nextInt() {
        String token = token();
        checkInteger(token, false);
        int value = Integer.parseInt(token);
        skip(token);
        return value;
    }

    public boolean hasNextLong() {
        String token = peek();
        return token != null && isInteger(token) && fits(token, true);
    }

    public long nextLong() {
        String token = token();
        checkInteger(token, true);
        long value = Long.parseLong(token);
        skip(token);
        return value;
    }

    public boolean hasNextDouble() {
        String token = peek();
        return token != null && isDecimal(token);
    }

    public double nextDouble() {
        String token = token();
        if (!isDecimal(token)) {
            throw new InputMismatchException();
        }
        double value = Double.parseDouble(token);
        skip(token);
        return value;
    }

    public boolean hasNextBoolean() {
        String token = peek();
        return token != null && (token.equalsIgnoreCase("true") || token.equalsIgnoreCase("false"));
    }

    public boolean nextBoolean() {
        String token = token();
        if (!hasNextBoolean()) {
            throw new InputMismatchException();
        }
        skip(token);
        return token.equalsIgnoreCase("true");
    }

    private static void checkInteger(String token, boolean wide) {
        if (!isInteger(token)) {
            throw new InputMismatchException();
        }
        if (!fits(token, wide)) {
            throw new InputMismatchException("For input string: \"" + token + "\"");
        }
    }

    private static boolean isInteger(String token) {
        int from = token.charAt(0) == '-' || token.charAt(0) == '+' ? 1 : 0;
        for (int i = from; i < token.length(); i++) {
            if (!Character.isDigit(token.charAt(i))) {
                return false;
            }
        }
        return token.length() > from;
    }

    private static boolean fits(String token, boolean wide) {
        try {
            long value = Long.parseLong(token);
            return wide || value == (int) value;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static boolean isDecimal(String token) {
        boolean digits = false;
        boolean point = false;
        for (int i = 0; i < token.length(); i++) {
            char c = token.charAt(i);
            if (Character.isDigit(c)) {
                digits = true;
            } else if (c == '.' && !point) {
                point = true;
            } else if ((c != '-' && c != '+') || i > 0) {
                return false;
            }
        }
        return digits;
    }

    @Override
    public void close() {
        closed = true;
    }
}
