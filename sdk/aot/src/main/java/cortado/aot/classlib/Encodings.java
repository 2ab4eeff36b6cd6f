package cortado.aot.classlib;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.Arrays;

/**
 * Texts to bytes and back, in the six character sets that every Java has. What cannot be written or read is replaced.
 */
final class Encodings {
    private static final char UNREADABLE = '\ufffd';
    private static final char MARK = '\ufeff';

    private Encodings() {}

    static byte[] encode(String text, Charset set) {
        return switch (set.name()) {
            case "US-ASCII" -> narrow(text, 0x7f);
            case "ISO-8859-1" -> narrow(text, 0xff);
            case "UTF-16" -> text.isEmpty() ? new byte[0] : utf16(MARK + text, true);
            case "UTF-16BE" -> utf16(text, true);
            case "UTF-16LE" -> utf16(text, false);
            default -> utf8(text);
        };
    }

    static char[] decode(byte[] bytes, int offset, int length, Charset set) {
        if (offset < 0 || length < 0 || offset > bytes.length - length) {
            throw new StringIndexOutOfBoundsException(Bounds.part(offset, length, bytes.length));
        }
        int end = offset + length;
        return switch (set.name()) {
            case "US-ASCII" -> narrow(bytes, offset, end, 0x7f);
            case "ISO-8859-1" -> narrow(bytes, offset, end, 0xff);
            case "UTF-16" -> marked(bytes, offset, end);
            case "UTF-16BE" -> utf16(bytes, offset, end, true);
            case "UTF-16LE" -> utf16(bytes, offset, end, false);
            default -> utf8(bytes, offset, end);
        };
    }

    private static boolean isPair(String text, int at) {
        return at + 1 < text.length() && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
    }

    private static byte[] narrow(String text, int largest) {
        byte[] bytes = new byte[text.length()];
        int count = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            bytes[count++] = (byte) (c <= largest ? c : '?');
            if (isPair(text, i)) {
                i++;
            }
        }
        return Arrays.copyOf(bytes, count);
    }

    private static char[] narrow(byte[] bytes, int from, int to, int largest) {
        char[] text = new char[to - from];
        for (int i = 0; i < text.length; i++) {
            int value = bytes[from + i] & 0xff;
            text[i] = value <= largest ? (char) value : UNREADABLE;
        }
        return text;
    }

    private static byte[] utf16(String text, boolean bigEndian) {
        byte[] bytes = new byte[2 * text.length()];
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean lone = Character.isSurrogate(c) && !isPair(text, i) && !(i > 0 && isPair(text, i - 1));
            int written = lone ? UNREADABLE : c;
            bytes[2 * i] = (byte) (bigEndian ? written >> 8 : written);
            bytes[2 * i + 1] = (byte) (bigEndian ? written : written >> 8);
        }
        return bytes;
    }

    /** The mark at the start says in which order the bytes of each pair stand. */
    private static char[] marked(byte[] bytes, int from, int to) {
        int first = to - from < 2 ? 0 : unit(bytes, from, true);
        boolean marked = first == MARK || first == Character.reverseBytes(MARK);
        return utf16(bytes, marked ? from + 2 : from, to, !marked || first == MARK);
    }

    private static char unit(byte[] bytes, int at, boolean bigEndian) {
        int first = bytes[at] & 0xff;
        int second = bytes[at + 1] & 0xff;
        return (char) (bigEndian ? (first << 8) | second : (second << 8) | first);
    }

    private static char[] utf16(byte[] bytes, int from, int to, boolean bigEndian) {
        char[] text = new char[(to - from + 1) / 2];
        int count = 0;
        int at = from;
        while (at < to) {
            char c = at + 1 < to ? unit(bytes, at, bigEndian) : UNREADABLE;
            at += 2;
            if (Character.isHighSurrogate(c)) {
                char low = at + 1 < to ? unit(bytes, at, bigEndian) : UNREADABLE;
                at += 2;
                if (Character.isLowSurrogate(low)) {
                    text[count++] = c;
                    text[count++] = low;
                    continue;
                }
                c = UNREADABLE;
            }
            text[count++] = Character.isSurrogate(c) ? UNREADABLE : c;
        }
        return Arrays.copyOf(text, count);
    }

    private static byte[] utf8(String text) {
        int length = text.length();
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= 0x80) {
                return wideUtf8(text);
            }
            bytes[i] = (byte) c;
        }
        return bytes;
    }

    private static byte[] wideUtf8(String text) {
        var bytes = new ByteArrayOutputStream(text.length() * 3);
        for (int i = 0; i < text.length(); i++) {
            int c = text.codePointAt(i);
            if (c < 0x80) {
                bytes.write(c);
            } else if (c < 0x800) {
                bytes.write(0xc0 | (c >> 6));
                bytes.write(0x80 | (c & 0x3f));
            } else if (c >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                bytes.write(0xf0 | (c >> 18));
                bytes.write(0x80 | ((c >> 12) & 0x3f));
                bytes.write(0x80 | ((c >> 6) & 0x3f));
                bytes.write(0x80 | (c & 0x3f));
                i++;
            } else if (Character.isSurrogate((char) c)) {
                bytes.write('?');
            } else {
                bytes.write(0xe0 | (c >> 12));
                bytes.write(0x80 | ((c >> 6) & 0x3f));
                bytes.write(0x80 | (c & 0x3f));
            }
        }
        return bytes.toByteArray();
    }

    /** What is no UTF-8 gives one replacement for each longest start of a character that there is. */
    private static char[] utf8(byte[] bytes, int from, int to) {
        char[] text = new char[to - from];
        int count = 0;
        int at = from;
        while (at < to) {
            int lead = bytes[at++] & 0xff;
            int more = lead < 0xc2 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : lead < 0xf5 ? 3 : 0;
            if (more == 0) {
                text[count++] = lead < 0x80 ? (char) lead : UNREADABLE;
                continue;
            }
            int code = lead & (0x3f >> more);
            int least = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
            int most = lead == 0xf4 ? 0x8f : 0xbf;
            while (more > 0 && at < to && (bytes[at] & 0xff) >= least && (bytes[at] & 0xff) <= most) {
                code = (code << 6) | (bytes[at++] & 0x3f);
                least = 0x80;
                most = 0xbf;
                more--;
            }
            if (more > 0) {
                text[count++] = UNREADABLE;
            } else if (code >= Character.MIN_SUPPLEMENTARY_CODE_POINT) {
                text[count++] = Character.highSurrogate(code);
                text[count++] = Character.lowSurrogate(code);
            } else {
                text[count++] = Character.isSurrogate((char) code) ? UNREADABLE : (char) code;
            }
        }
        return Arrays.copyOf(text, count);
    }
}
