package cortado.environ.yaml;

import java.util.OptionalLong;

/** Numbers with a unit, as people write them: {@code 1M}, {@code 50ms}, {@code 10/min}. */
public final class Units {
    private Units() {}

    /** Bytes: a whole number, alone or followed by K, M or G for powers of 1024. */
    public static OptionalLong bytes(String text) {
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        int shift = switch (text.charAt(text.length() - 1)) {
            case 'K' -> 10;
            case 'M' -> 20;
            case 'G' -> 30;
            default -> 0;
        };
        OptionalLong number = number(shift == 0 ? text : text.substring(0, text.length() - 1));
        if (number.isEmpty() || number.getAsLong() > Long.MAX_VALUE >> shift) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(number.getAsLong() << shift);
    }

    /** Milliseconds: a whole number followed by ms, s or min. */
    public static OptionalLong millis(String text) {
        if (text.endsWith("ms")) {
            return scaled(text, "ms", 1);
        }
        return text.endsWith("min") ? scaled(text, "min", 60_000) : scaled(text, "s", 1_000);
    }

    /** The milliseconds of a period: s, min or h. */
    public static OptionalLong period(String text) {
        return switch (text) {
            case "s" -> OptionalLong.of(1_000);
            case "min" -> OptionalLong.of(60_000);
            case "h" -> OptionalLong.of(3_600_000);
            default -> OptionalLong.empty();
        };
    }

    private static OptionalLong scaled(String text, String unit, long factor) {
        if (!text.endsWith(unit)) {
            return OptionalLong.empty();
        }
        OptionalLong number = number(text.substring(0, text.length() - unit.length()));
        return number.isEmpty() || number.getAsLong() > 1_000_000_000L
                ? OptionalLong.empty()
                : OptionalLong.of(number.getAsLong() * factor);
    }

    /** A whole number followed by a percent sign. */
    public static OptionalLong percent(String text) {
        return text.endsWith("%") ? number(text.substring(0, text.length() - 1)) : OptionalLong.empty();
    }

    /** A whole number that is not negative, decimal or 0x-hexadecimal. */
    public static OptionalLong number(String text) {
        boolean hexadecimal = text.startsWith("0x");
        String digits = hexadecimal ? text.substring(2) : text;
        if (digits.isEmpty() || digits.length() > (hexadecimal ? 15 : 18)) {
            return OptionalLong.empty();
        }
        long value = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(i), hexadecimal ? 16 : 10);
            if (digit < 0) {
                return OptionalLong.empty();
            }
            value = value * (hexadecimal ? 16 : 10) + digit;
        }
        return OptionalLong.of(value);
    }
}
