package cortado.conformance;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An image's output, cut into one list of lines for each program. */
record Sections(Map<String, List<String>> lines, boolean complete) {
    /** Cuts the text at the headers. What comes before the first one is the name of no program and left out. */
    static Sections of(String text) {
        Map<String, List<String>> sections = new LinkedHashMap<>();
        List<String> current = null;
        boolean complete = false;
        for (String line : text.split("\r?\n", -1)) {
            if (line.equals(Section.END)) {
                complete = true;
                current = null;
            } else if (line.startsWith(Section.HEADER)) {
                current = new java.util.ArrayList<>();
                sections.put(line.substring(Section.HEADER.length()), current);
            } else if (current != null) {
                current.add(line);
            }
        }
        if (!complete && current != null && current.getLast().isEmpty()) {
            current.removeLast();
        }
        return new Sections(sections, complete);
    }

    /**
     * Where two outputs of a program part, in words for the person who must find out why; null if nowhere.
     *
     * @param board null if the program's header never appeared there
     */
    static String difference(String program, List<String> jvm, List<String> board) {
        if (board == null) {
            return program + " never ran on the board: the image ended in an earlier program";
        }
        for (int i = 0; i < Math.max(jvm.size(), board.size()); i++) {
            String expected = i < jvm.size() ? jvm.get(i) : "(nothing more)";
            String actual = i < board.size() ? board.get(i) : "(nothing more)";
            if (!expected.equals(actual)) {
                return program + " differs in line " + (i + 1) + " of " + jvm.size() + ":\n  JVM   " + expected
                        + "\n  board " + actual + (i > 0 ? "\n  after " + jvm.get(i - 1) : "");
            }
        }
        return null;
    }
}
