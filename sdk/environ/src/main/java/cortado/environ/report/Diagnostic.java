package cortado.environ.report;

/**
 * One thing that is wrong, or worth knowing.
 *
 * @param severity how bad it is
 * @param position where
 * @param subject the key or node that it is about
 * @param text what is wrong, what was expected, and the nearest name where there is one
 */
public record Diagnostic(Severity severity, Position position, String subject, String text) {
    /** How bad something is. */
    public enum Severity {
        /** Nothing can be built from it. */
        ERROR,
        /** It can be built, and is probably not what was meant. */
        WARNING,
        /** Nothing is wrong; the person should know. */
        NOTE
    }

    /** {@code file:line:column: subject: text}; warnings and notes say that they are. */
    @Override
    public String toString() {
        String word = switch (severity) {
            case ERROR -> "";
            case WARNING -> "warning: ";
            case NOTE -> "note: ";
        };
        return position + ": " + word + (subject.isEmpty() ? "" : subject + ": ") + text;
    }
}
