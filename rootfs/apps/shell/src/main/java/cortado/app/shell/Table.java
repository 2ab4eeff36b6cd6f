package cortado.app.shell;

import java.util.ArrayList;
import java.util.List;

/**
 * Rows under a header, in columns as wide as their widest cell. A header that ends in {@code >} aligns to the right.
 */
final class Table {
    private final List<List<String>> rows = new ArrayList<>();
    private final boolean[] right;

    Table(String... header) {
        right = new boolean[header.length];
        List<String> names = new ArrayList<>();
        for (int i = 0; i < header.length; i++) {
            right[i] = header[i].endsWith(">");
            names.add(right[i] ? header[i].substring(0, header[i].length() - 1) : header[i]);
        }
        rows.add(names);
    }

    /** Adds a row; an empty cell shows as a dash. */
    void row(String... cells) {
        List<String> row = new ArrayList<>();
        for (String cell : cells) {
            row.add(cell.isEmpty() ? "-" : cell);
        }
        rows.add(row);
    }

    /** The lines, header first, without blanks at their ends. */
    List<String> lines() {
        int[] widths = new int[right.length];
        for (List<String> row : rows) {
            for (int i = 0; i < row.size(); i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                String blanks = " ".repeat(widths[i] - row.get(i).length());
                line.append(right[i] ? blanks : "").append(row.get(i)).append(right[i] ? "" : blanks);
                line.append("  ");
            }
            lines.add(line.toString().stripTrailing());
        }
        return lines;
    }
}
