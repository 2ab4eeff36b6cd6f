package cortado.environ.report;

import cortado.environ.report.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Collects what a check finds, so that a person sees everything at once. */
public final class Diagnostics {
    private final List<Diagnostic> found = new ArrayList<>();

    /** Notes an error. */
    public void error(Position position, String subject, String text) {
        add(new Diagnostic(Severity.ERROR, position, subject, text));
    }

    /** Notes a warning. */
    public void warning(Position position, String subject, String text) {
        add(new Diagnostic(Severity.WARNING, position, subject, text));
    }

    /** Notes a remark. */
    public void note(Position position, String subject, String text) {
        add(new Diagnostic(Severity.NOTE, position, subject, text));
    }

    private void add(Diagnostic diagnostic) {
        if (!found.contains(diagnostic)) {
            found.add(diagnostic);
        }
    }

    /** Takes over what another check found. */
    public void addAll(Diagnostics others) {
        others.found.forEach(this::add);
    }

    /** Whether there was an error about this subject, or about a part of it ({@code subject: part}). */
    public boolean hasErrorAbout(String subject) {
        return found.stream()
                .anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR
                        && (diagnostic.subject().equals(subject)
                                || diagnostic.subject().startsWith(subject + ": ")));
    }

    /** Whether there was an error. */
    public boolean hasErrors() {
        return found.stream().anyMatch(diagnostic -> diagnostic.severity() == Severity.ERROR);
    }

    /** All that was found: errors first, otherwise in the order in which it was. */
    public List<Diagnostic> all() {
        return found.stream().sorted(Comparator.comparing(Diagnostic::severity)).toList();
    }
}
