package cortado.aot.build;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of call sites: where each is in the Java source, and which exceptions are caught there. Most sites share
 * their method, and many their whole list of places, so everything is stored once and referred to by 16-bit numbers.
 */
final class Sites {
    private static final Pattern SITE = Pattern.compile("\\{\"id\":(\\d+),\"locations\":\\[(.*?)\\]\\}");
    private static final Pattern PLACE = Pattern.compile(
            "\\{\"class\":(null|\".*?\"),\"method\":(null|\".*?\"),\"file\":(null|\".*?\"),\"line\":(-?\\d+)\\}");
    private static final Pattern HANDLER =
            Pattern.compile("\\{ \\.id = (\\d+), \\.exceptionClass = (.*?), \\.next = (.*?) \\}");
    private static final Pattern GUARD = Pattern.compile("\\{ \\.firstHandler = (?:NULL|\\w+ \\+ (\\d+)),");
    private static final Pattern INCLUDE = Pattern.compile("(?m)^#include .*$");

    private final StringBuilder names = new StringBuilder();
    private final Map<String, Integer> nameOffsets = new LinkedHashMap<>();
    private final Map<String, Integer> methods = new LinkedHashMap<>();
    private final List<String> methodRows = new ArrayList<>();
    private final Map<String, Integer> lists = new LinkedHashMap<>();
    private final List<String> places = new ArrayList<>();
    private final List<Integer> firsts = new ArrayList<>();

    private Sites() {}

    /**
     * C for the places of TeaVM's {@code callsites.json}.
     *
     * @param wide whether 16 bits are too few for the numbers in it
     */
    record Places(String text, boolean wide) {}

    static Places places(String json) {
        var sites = new Sites();
        Matcher site = SITE.matcher(json);
        while (site.find()) {
            sites.add(site.group(2));
        }
        return new Places(sites.print(), sites.places.size() > 0xffff || sites.names.length() > 0xffff);
    }

    private void add(String locations) {
        Integer known = lists.get(locations);
        if (known == null) {
            known = places.size();
            lists.put(locations, known);
            List<String> found = new ArrayList<>();
            Matcher place = PLACE.matcher(locations);
            while (place.find()) {
                int line = Math.max(0, Math.min(0x7fff, Integer.parseInt(place.group(4))));
                found.add(method(text(place.group(1)), text(place.group(2)), file(place.group(3))) + ", " + line);
            }
            if (found.isEmpty()) {
                found.add(method("?", "?", "?") + ", 0");
            }
            for (int i = 0; i < found.size(); i++) {
                places.add("{ " + found.get(i) + (i + 1 < found.size() ? " | CORTADO_MORE_PLACES" : "") + " }");
            }
        }
        firsts.add(known);
    }

    private int method(String owner, String name, String file) {
        String row = "{ " + name(owner) + ", " + name(name) + ", " + name(file) + " }";
        return methods.computeIfAbsent(row, key -> {
            methodRows.add(key);
            return methodRows.size() - 1;
        });
    }

    private int name(String text) {
        return nameOffsets.computeIfAbsent(text, key -> {
            int offset = names.toString().getBytes(StandardCharsets.UTF_8).length;
            names.append(key).append('\0');
            return offset;
        });
    }

    private String print() {
        StringBuilder out = new StringBuilder("#include \"rt_sites.h\"\nconst char cortado_names[] =\n");
        for (String name : nameOffsets.keySet()) {
            out.append("    \"")
                    .append(name.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append("\\0\"\n");
        }
        out.append("    ;\nconst CortadoMethod cortado_methods[] = {\n");
        methodRows.forEach(row -> out.append(row).append(",\n"));
        out.append("};\nconst CortadoPlace cortado_places[] = {\n");
        places.forEach(place -> out.append(place).append(",\n"));
        out.append("};\nconst CortadoIndex cortado_site_first[] = {");
        firsts.forEach(first -> out.append(' ').append(first).append(','));
        return out.append(" 0 };\n").toString();
    }

    private static String text(String quoted) {
        return quoted.startsWith("\"") ? quoted.substring(1, quoted.length() - 1) : "?";
    }

    private static String file(String quoted) {
        String path = text(quoted);
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** C for the handlers of TeaVM's {@code callsites.c}. */
    static String handlers(String callSites) {
        List<String[]> rows = new ArrayList<>();
        Matcher handler = HANDLER.matcher(callSites);
        while (handler.find()) {
            rows.add(new String[] {handler.group(1), handler.group(2), handler.group(3)});
        }
        StringBuilder out = new StringBuilder();
        Matcher include = INCLUDE.matcher(callSites);
        while (include.find()) {
            out.append(include.group()).append('\n');
        }
        Map<String, Integer> known = new LinkedHashMap<>();
        StringBuilder table = new StringBuilder("const CortadoHandler cortado_handlers[] = {\n{ 0 },\n");
        StringBuilder sites = new StringBuilder("const CortadoIndex cortado_site_handlers[] = {");
        int size = 1;
        Matcher guard = GUARD.matcher(callSites);
        while (guard.find()) {
            int index = 0;
            if (guard.group(1) != null) {
                List<String> list = new ArrayList<>();
                for (int at = Integer.parseInt(guard.group(1)); ; at++) {
                    list.add("{ " + rows.get(at)[0] + ", " + rows.get(at)[1] + " },\n");
                    if (rows.get(at)[2].equals("NULL")) {
                        break;
                    }
                }
                String text = String.join("", list);
                if (!known.containsKey(text)) {
                    known.put(text, size);
                    table.append(text).append("{ 0 },\n");
                    size += list.size() + 1;
                }
                index = known.get(text);
            }
            sites.append(' ').append(index).append(',');
        }
        return out.append(table).append("};\n").append(sites).append(" 0 };\n").toString();
    }
}
