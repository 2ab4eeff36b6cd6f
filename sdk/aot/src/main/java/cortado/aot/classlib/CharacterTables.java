package cortado.aot.classlib;

/**
 * What Unicode says of characters beyond their general category. The compiler fills the texts in, from the Java that it
 * runs on: {@code cortado.aot.generate.UnicodeTables} says how they are written.
 */
final class CharacterTables {
    private static int[] lowerCase;
    private static int[] upperCase;
    private static int[] alphabetic;
    private static int[] numbers;
    private static String[] upperCasings;

    private CharacterTables() {}

    private static native String lowerCaseText();

    private static native String upperCaseText();

    private static native String alphabeticText();

    private static native String numbersText();

    private static native String upperCasingsText();

    /** Reads numbers of 14 bits a character, lowest first; the next bit says that more follow. */
    private static int[] numbers(String text) {
        int[] values = new int[text.length()];
        int count = 0;
        int shift = 0;
        for (int i = 0; i < text.length(); i++) {
            int part = text.charAt(i);
            values[count] |= (part & 0x3fff) << shift;
            shift += 14;
            if ((part & 0x4000) == 0) {
                count++;
                shift = 0;
            }
        }
        return java.util.Arrays.copyOf(values, count);
    }

    /** First and last of each range, from their distances. */
    private static int[] ranges(String text) {
        int[] ranges = numbers(text);
        for (int i = 1; i < ranges.length; i++) {
            ranges[i] += ranges[i - 1];
        }
        return ranges;
    }

    private static boolean contains(int[] ranges, int codePoint) {
        int low = 0;
        int high = ranges.length / 2 - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (codePoint < ranges[2 * middle]) {
                high = middle - 1;
            } else if (codePoint > ranges[2 * middle + 1]) {
                low = middle + 1;
            } else {
                return true;
            }
        }
        return false;
    }

    /** Lower case although not a lower-case letter. */
    static boolean isOtherLowerCase(int codePoint) {
        if (lowerCase == null) {
            lowerCase = ranges(lowerCaseText());
        }
        return contains(lowerCase, codePoint);
    }

    /** Upper case although not an upper-case letter. */
    static boolean isOtherUpperCase(int codePoint) {
        if (upperCase == null) {
            upperCase = ranges(upperCaseText());
        }
        return contains(upperCase, codePoint);
    }

    /** Alphabetic although neither a letter nor a number made of letters. */
    static boolean isOtherAlphabetic(int codePoint) {
        if (alphabetic == null) {
            alphabetic = ranges(alphabeticText());
        }
        return contains(alphabetic, codePoint);
    }

    /** As {@link Character#getNumericValue(int)}. Each run has its distance, length, first value plus 2, and step. */
    static int numericValue(int codePoint) {
        if (numbers == null) {
            numbers = numbers(numbersText());
        }
        int first = 0;
        for (int i = 0; i < numbers.length; i += 4) {
            first += numbers[i];
            if (codePoint < first) {
                return -1;
            }
            if (codePoint < first + numbers[i + 1]) {
                return numbers[i + 2] - 2 + (codePoint - first) * numbers[i + 3];
            }
        }
        return -1;
    }

    /** The several letters that are a character's upper case; null if it is one. */
    static String upperCasing(char character) {
        if (upperCasings == null) {
            upperCasings = upperCasingsText().split("\0");
        }
        int low = 0;
        int high = upperCasings.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            char there = upperCasings[middle].charAt(0);
            if (there == character) {
                return upperCasings[middle].substring(1);
            }
            if (character < there) {
                high = middle - 1;
            } else {
                low = middle + 1;
            }
        }
        return null;
    }
}
