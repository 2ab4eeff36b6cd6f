package cortado.flash.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures as a table for people. */
public final class FigureTable {
    private static final int TIME = 3;
    private static final long MICROSECOND = 1000;
    private static final long MILLISECOND = 1000 * MICROSECOND;

    private FigureTable() {}

    /** A heading and one line for each figure, columns aligned. */
    public static String text(List<Figure> figures) {
        List<List<String>> rows = new ArrayList<>();
        boolean timed = figures.stream().anyMatch(figure -> figure.nanoseconds().isPresent());
        rows.add(List.of("MEASURED", "CORTADO", "UNIT", timed ? "WALL TIME" : "", "AIM", "SEL4", "LINUX 6.12"));
        for (Figure figure : figures) {
            rows.add(List.of(
                    figure.meaning(),
                    grouped(figure.value()),
                    figure.unit(),
                    figure.nanoseconds().isPresent() ? time(figure.nanoseconds().getAsLong()) : "",
                    figure.aim().isPresent() ? "< " + grouped(figure.aim().getAsLong()) + verdict(figure) : "",
                    figure.others().map(Figure.Others::sel4).orElse(""),
                    figure.others().map(Figure.Others::linux).orElse("")));
        }
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                if (i == TIME && !timed) {
                    continue;
                }
                String padding = " ".repeat(widths[i] - row.get(i).length());
                // Numbers end at the same column, words begin there.
                line.append(i == 1 || i == TIME ? padding + row.get(i) : row.get(i) + padding)
                        .append("  ");
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String time(long nanoseconds) {
        if (nanoseconds >= MILLISECOND) {
            return grouped(nanoseconds / MILLISECOND) + " ms";
        }
        return nanoseconds >= MICROSECOND ? grouped(nanoseconds / MICROSECOND) + " µs" : nanoseconds + " ns";
    }

    private static String verdict(Figure figure) {
        return figure.value() < figure.aim().getAsLong() ? " (met)" : " (missed)";
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
