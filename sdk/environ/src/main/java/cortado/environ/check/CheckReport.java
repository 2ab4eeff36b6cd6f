package cortado.environ.check;

import cortado.environ.board.BoardSpec;
import cortado.environ.report.Diagnostic;
import java.util.List;
import java.util.Optional;

/**
 * What a check found.
 *
 * @param title the board's name or the file's
 * @param board the board package, where one was checked
 * @param rows the devices that somebody drives
 * @param unbound the devices that nobody drives
 * @param services each service with the process that provides it, {@code serial: pl011}
 * @param diagnostics what is wrong or worth knowing
 */
public record CheckReport(
        String title,
        Optional<BoardSpec> board,
        List<Row> rows,
        List<Unbound> unbound,
        List<String> services,
        List<Diagnostic> diagnostics) {
    /** Copies the lists. */
    public CheckReport {
        rows = List.copyOf(rows);
        unbound = List.copyOf(unbound);
        services = List.copyOf(services);
        diagnostics = List.copyOf(diagnostics);
    }

    /**
     * A device that somebody drives.
     *
     * @param node its path
     * @param compatible the string that matched
     * @param driver the process, {@code kernel}, or several drivers between which the device decides at boot
     * @param registers as the CPU sees them, {@code start+size} in hexadecimal
     * @param interrupts INTIDs
     * @param dma the window through which it sees memory; empty if it sees memory as the CPU does
     */
    public record Row(String node, String compatible, String driver, String registers, String interrupts, String dma) {}

    /**
     * A device that nobody drives.
     *
     * @param node its path
     * @param compatible all of its strings
     * @param why the reason
     */
    public record Unbound(String node, String compatible, String why) {}

    /** Whether there is no error. */
    public boolean ok() {
        return diagnostics.stream().noneMatch(diagnostic -> diagnostic.severity() == Diagnostic.Severity.ERROR);
    }

    /** The report as text: the diagnostics, then the tables. */
    public String text() {
        StringBuilder text = new StringBuilder();
        diagnostics.forEach(diagnostic -> text.append(diagnostic).append('\n'));
        if (!rows.isEmpty()) {
            Table table = new Table("node", "compatible", "driver", "registers", "interrupts", "dma");
            rows.forEach(row -> table.add(
                    row.node(), row.compatible(), row.driver(), row.registers(), row.interrupts(), row.dma()));
            text.append(text.isEmpty() ? "" : "\n").append(table);
        }
        if (!unbound.isEmpty()) {
            Table table = new Table("unbound", "compatible", "why");
            unbound.forEach(row -> table.add(row.node(), row.compatible(), row.why()));
            text.append('\n').append(table);
        }
        if (!services.isEmpty()) {
            text.append("\nservices: ").append(String.join(", ", services)).append('\n');
        }
        return text.toString();
    }
}
