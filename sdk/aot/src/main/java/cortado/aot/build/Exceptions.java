package cortado.aot.build;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * In the kernel profile making an exception is a panic: nobody could catch it, and a kernel at work may not allocate.
 * The panic names the exception's class and where it was made.
 */
final class Exceptions {
    private static final Pattern STRUCTURE =
            Pattern.compile("(\\w+_Cls) = \\{[^;]*?\\.superclass = \\(TeaVM_Class\\*\\) &(\\w+_Cls)", Pattern.DOTALL);
    private static final Pattern CREATION = Pattern.compile("cortado_new\\(&(\\w+_Cls)\\)");

    private Exceptions() {}

    static void panicInstead(Map<String, String> files, Map<String, String> classNames) {
        Map<String, String> parents = new HashMap<>();
        for (String text : files.values()) {
            Matcher structure = STRUCTURE.matcher(text);
            while (structure.find()) {
                parents.put(structure.group(1), structure.group(2));
            }
        }
        Set<String> exceptions = new HashSet<>();
        for (String symbol : parents.keySet()) {
            for (String at = symbol; at != null; at = parents.get(at)) {
                if ("java.lang.Throwable".equals(classNames.get(at))) {
                    exceptions.add(symbol);
                }
            }
        }
        // The proof does not follow class initialisers; so it must be able to see their calls.
        files.replaceAll((name, text) -> text.replace("\nvoid initclass_", "\nCORTADO_COLD void initclass_"));
        files.replaceAll((name, text) -> CREATION.matcher(text).replaceAll(creation -> {
            String symbol = creation.group(1);
            return exceptions.contains(symbol)
                    ? "cortado_fail_new(\"" + Matcher.quoteReplacement(classNames.get(symbol)) + "\")"
                    : Matcher.quoteReplacement(creation.group());
        }));
    }
}
