package cortado.app.shell;

import java.util.ArrayList;
import java.util.List;

/** Lines entered before, and the place that the arrow keys have reached among them. */
final class History {
    private static final int KEPT = 64;

    private final List<String> lines = new ArrayList<>();
    /** Index of the line that is shown; the number of lines while it is the new one. */
    private int place;
    /** The new line, kept while older ones are shown. */
    private String unfinished = "";

    /** Remembers a line, unless it is blank or the same as the last. */
    void add(String line) {
        if (!line.isBlank() && (lines.isEmpty() || !lines.getLast().equals(line))) {
            lines.add(line);
            if (lines.size() > KEPT) {
                lines.removeFirst();
            }
        }
        place = lines.size();
        unfinished = "";
    }

    /** The line before the one shown, or null at the oldest. */
    String older(String shown) {
        if (place == 0) {
            return null;
        }
        if (place == lines.size()) {
            unfinished = shown;
        }
        return lines.get(--place);
    }

    /** The line after the one shown, at last the unfinished one; null if it is shown already. */
    String newer() {
        if (place == lines.size()) {
            return null;
        }
        place++;
        return place == lines.size() ? unfinished : lines.get(place);
    }

    /** Back to the new line. */
    void leave() {
        place = lines.size();
        unfinished = "";
    }
}
