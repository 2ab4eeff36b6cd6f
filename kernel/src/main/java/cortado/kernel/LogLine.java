package cortado.kernel;

import cortado.abi.Limits;

/** One line of the kernel's own, put together piece by piece in place; what does not fit is cut off. */
final class LogLine {
    private final byte[] text = new byte[Limits.LOG_LINE];
    private int length;

    LogLine start() {
        length = 0;
        return this;
    }

    LogLine put(String ascii) {
        for (int i = 0; i < ascii.length(); i++) {
            put(ascii.charAt(i));
        }
        return this;
    }

    private void put(int character) {
        if (length < text.length) {
            text[length++] = (byte) character;
        }
    }

    LogLine putName(Process process) {
        for (int i = 0; i < process.name.length && process.name[i] != 0; i++) {
            put(process.name[i]);
        }
        return this;
    }

    LogLine putHex(long value) {
        put("0x");
        int shift = 60;
        while (shift > 0 && value >>> shift == 0) {
            shift -= 4;
        }
        while (shift >= 0) {
            put("0123456789abcdef".charAt((int) (value >>> shift) & 15));
            shift -= 4;
        }
        return this;
    }

    LogLine putDecimal(long value) {
        if (value < 0) {
            put('-');
        }
        long unit = 1;
        while (value / unit >= 10 || value / unit <= -10) {
            unit *= 10;
        }
        while (unit > 0) {
            put('0' + (int) Math.abs(value / unit % 10));
            unit /= 10;
        }
        return this;
    }

    byte[] text() {
        return text;
    }

    int length() {
        return length;
    }
}
