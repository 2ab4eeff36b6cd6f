package cortado.flash.device;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of {@code /proc/self/mountinfo} (proc(5)).
 *
 * @param number of the device; for some file systems one that stands for no single device
 * @param point where it is mounted
 * @param source what is mounted, often a path below {@code /dev}
 */
record MountLine(String number, String point, String source) {
    private static final Pattern OCTAL = Pattern.compile("\\\\([0-7]{3})");

    /** Fields are separated by spaces; a dash ends those whose number varies. */
    static MountLine parse(String line) {
        String[] halves = line.split(" - ", 2);
        String[] before = halves[0].split(" ", -1);
        String[] after = halves.length < 2 ? new String[0] : halves[1].split(" ", -1);
        return new MountLine(at(before, 2), unescaped(at(before, 4)), unescaped(at(after, 1)));
    }

    private static String at(String[] fields, int index) {
        return index < fields.length ? fields[index] : "";
    }

    private static String unescaped(String text) {
        return OCTAL.matcher(text)
                .replaceAll(octal -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(octal.group(1), 8))));
    }
}
