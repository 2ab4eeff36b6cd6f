package cortado.flash.run;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Names the Java methods and lines of a kernel panic's return addresses, {@code at ffffffff80013b10}, with
 * {@code llvm-symbolizer} and the kernel that has symbols. What cannot be named stays as it was.
 */
public final class Backtrace {
    private static final Pattern FRAME = Pattern.compile("(?m)^(\\s*at )([0-9a-f]{16})$");
    /** How the compiler names a method's function: {@code meth_}, the package's initials, class and method. */
    private static final Pattern FUNCTION = Pattern.compile("meth_[a-z0-9]+_(.+)_([^_]+?)(?:_\\d+)?");

    private Backtrace() {}

    /** The text with its addresses named, as far as {@code kernel}, an ELF file with symbols, knows them. */
    public static String named(String text, Path kernel) throws InterruptedException {
        Set<String> addresses = new LinkedHashSet<>();
        Matcher frames = FRAME.matcher(text);
        while (frames.find()) {
            addresses.add(frames.group(2));
        }
        if (addresses.isEmpty() || !Files.isReadable(kernel)) {
            return text;
        }
        // After a trap the registers are shown, and the first address is that of the instruction itself.
        boolean exact = text.contains(" sp ");
        List<String> order = List.copyOf(addresses);
        List<List<String>> names = symbolize(order, exact, kernel);
        if (names.size() != order.size()) {
            return text;
        }
        return FRAME.matcher(text).replaceAll(frame -> {
            List<String> places = names.get(order.indexOf(frame.group(2)));
            String known = places.stream().map(place -> frame.group(1) + place).collect(Collectors.joining("\n"));
            return Matcher.quoteReplacement(known.isEmpty() ? frame.group() : known + "  " + frame.group(2));
        });
    }

    /** The places of each address, innermost first; an empty list if the tool cannot be asked. */
    private static List<List<String>> symbolize(List<String> addresses, boolean exact, Path kernel)
            throws InterruptedException {
        List<String> command = new ArrayList<>(
                List.of("llvm-symbolizer", "--obj=" + kernel, "--inlines", "--basenames", "--functions=linkage"));
        for (String address : addresses) {
            // Others are behind a call, and may belong to another line already.
            long before = exact && command.size() == 5 ? 0 : 1;
            command.add("0x" + Long.toHexString(Long.parseUnsignedLong(address, 16) - before));
        }
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return process.waitFor() == 0 ? places(output) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }

    /** For each address the tool prints a function and a place for each level of inlining, then an empty line. */
    private static List<List<String>> places(String output) {
        List<List<String>> all = new ArrayList<>();
        for (String block : output.strip().split("\n\n", -1)) {
            String[] lines = block.split("\n", -1);
            List<String> places = new ArrayList<>();
            for (int i = 0; i + 1 < lines.length; i += 2) {
                if (lines[i + 1].contains(".java:")) {
                    places.add(java(lines[i]) + "(" + lines[i + 1].replaceFirst(":\\d+$", "") + ")");
                }
            }
            if (places.isEmpty() && !lines[0].equals("??")) {
                places.add(lines[0]);
            }
            all.add(places);
        }
        return all;
    }

    private static String java(String function) {
        Matcher method = FUNCTION.matcher(function);
        return method.matches() ? method.group(1) + "." + method.group(2) : function;
    }
}
