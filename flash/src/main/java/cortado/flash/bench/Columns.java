package cortado.flash.bench;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Text in columns, of which those that hold nothing but their heading are left out. */
final class Columns {
    private final List<List<String>> columns = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();

    /** Adds a column whose words begin at its left edge. */
    Columns words(String heading, List<String> cells) {
        return add(heading, cells, false);
    }

    /** Adds a column whose numbers end at its right edge. */
    Columns numbers(String heading, List<String> cells) {
        return add(heading, cells, true);
    }

    private Columns add(String heading, List<String> cells, boolean atRight) {
        if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
            List<String> column = new ArrayList<>();
            column.add(heading);
            column.addAll(cells);
            columns.add(column);
            right.add(atRight);
        }
        return this;
    }

    /** One line for the headings and one for each row. */
    String text() {
        int rows = columns.stream().mapToInt(List::size).max().orElse(0);
        List<StringBuilder> lines = new ArrayList<>();
        for (int row = 0; row < rows; row++) {
            lines.add(new StringBuilder());
        }
        for (int i = 0; i < columns.size(); i++) {
            List<String> column = columns.get(i);
            int width = Collections.max(column.stream().map(String::length).toList());
            for (int row = 0; row < rows; row++) {
                String cell = column.get(row);
                String padding = " ".repeat(width - cell.length());
                lines.get(row)
                        .append(right.get(i) ? padding + cell : cell + padding)
                        .append("  ");
            }
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.toString().stripTrailing()).append('\n'));
        return text.toString();
    }
}
