package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.attemptTo;
import static cortado.conformance.Say.say;

/** Causes and suppressed exceptions by hand. */
final class Causes {
    static void main() {
        Exception root = new IllegalArgumentException("root");
        Exception middle = new RuntimeException(root);
        Exception top = new Exception("top", middle);
        for (Throwable t = top; t != null; t = t.getCause()) {
            say(t, t.getMessage(), t.getLocalizedMessage());
        }
        say(new RuntimeException((Throwable) null).getMessage(), new Exception(null, root).getMessage());
        Exception late = new Exception("late");
        say(late.initCause(root) == late, late.getCause() == root);
        attempt("initCause twice", () -> late.initCause(middle));
        attempt("initCause after constructor", () -> new Exception("x", null).initCause(root));
        attempt("own cause", () -> {
            Exception self = new Exception("self");
            return self.initCause(self);
        });
        attemptTo("suppress itself", () -> root.addSuppressed(root));
        attemptTo("suppress null", () -> root.addSuppressed(null));
        root.addSuppressed(late);
        root.addSuppressed(new Error("error"));
        for (Throwable each : root.getSuppressed()) {
            say("suppressed", each);
        }
        say(new AssertionError(5).getMessage(), new AssertionError("text", root).getCause(), new AssertionError(1.5));
        say(new Error(), new Exception(), new RuntimeException(""), new Throwable("t"));
    }
}
