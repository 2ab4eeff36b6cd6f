package cortado.flash.pipeline;

import cortado.environ.report.Diagnostic;
import cortado.environ.report.Diagnostic.Severity;
import cortado.environ.report.Diagnostics;
import cortado.flash.command.CommandException;
import java.util.List;
import java.util.stream.Collectors;

/** Ends the command with everything that is wrong with a file, if anything is. */
public final class Problems {
    private Problems() {}

    /** Warnings go to the progress lines; errors end the command. */
    public static void report(Diagnostics diagnostics, Progress progress) {
        report(diagnostics.all(), progress);
    }

    /** As {@link #report(Diagnostics, Progress)}. */
    static void report(List<Diagnostic> diagnostics, Progress progress) {
        if (diagnostics.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR)) {
            throw new CommandException(diagnostics.stream()
                    .map(Diagnostic::toString)
                    .collect(Collectors.joining("\n", "there are errors:\n", "")));
        }
        diagnostics.stream()
                .filter(diagnostic -> diagnostic.severity() == Severity.WARNING)
                .forEach(diagnostic -> progress.line(diagnostic.toString()));
    }
}
