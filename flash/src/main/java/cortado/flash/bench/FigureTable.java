package cortado.flash.bench;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Function;

/** Figures as a table for people. */
public final class FigureTable {
    private static final long MICROSECOND = 1000;
    private static final long MILLISECOND = 1000 * MICROSECOND;

    private FigureTable() {}

    /** A heading and one line for each figure, columns aligned; a column that would be empty is left out. */
    public static String text(List<Figure> figures) {
        return new Columns()
                .words("MEASURED", cells(figures, Figure::meaning))
                .numbers("CORTADO", cells(figures, figure -> grouped(figure.value())))
                .numbers("KVM", cells(figures, figure -> kvm(figure, kvm -> grouped(kvm.value()))))
                .numbers("KVM/CORTADO", cells(figures, figure -> kvm(figure, kvm -> ratio(kvm.value(), figure))))
                .words("UNIT", cells(figures, Figure::unit))
                .numbers("WALL TIME", cells(figures, figure -> time(figure.nanoseconds())))
                .numbers("KVM'S", cells(figures, figure -> kvm(figure, kvm -> time(kvm.nanoseconds()))))
                .words("AIM", cells(figures, FigureTable::aim))
                .words("SEL4", cells(figures, figure -> others(figure, Figure.Others::sel4)))
                .words("LINUX 6.12", cells(figures, figure -> others(figure, Figure.Others::linux)))
                .text();
    }

    private static List<String> cells(List<Figure> figures, Function<Figure, String> cell) {
        return figures.stream().map(cell).toList();
    }

    private static String kvm(Figure figure, Function<Figure.Kvm, String> cell) {
        return figure.kvm().map(cell).orElse("");
    }

    private static String others(Figure figure, Function<Figure.Others, String> cell) {
        return figure.others().map(cell).orElse("");
    }

    /** How many times Cortado's figure KVM's is. */
    private static String ratio(long kvm, Figure figure) {
        return figure.value() <= 0 ? "" : String.format(Locale.ROOT, "%,.1f", kvm / (double) figure.value());
    }

    private static String aim(Figure figure) {
        return figure.aim().isPresent() ? "< " + grouped(figure.aim().getAsLong()) + verdict(figure) : "";
    }

    private static String time(OptionalLong nanoseconds) {
        if (nanoseconds.isEmpty()) {
            return "";
        }
        long time = nanoseconds.getAsLong();
        if (time >= MILLISECOND) {
            return grouped(time / MILLISECOND) + " ms";
        }
        return time >= MICROSECOND ? grouped(time / MICROSECOND) + " µs" : time + " ns";
    }

    private static String verdict(Figure figure) {
        return figure.value() < figure.aim().getAsLong() ? " (met)" : " (missed)";
    }

    private static String grouped(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
