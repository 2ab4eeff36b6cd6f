package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** A trace is taken where the exception is made, not where it is thrown, and can be replaced. */
final class RethrownTraces {
    static void main() {
        RuntimeException made = make();
        try {
            raise(made);
        } catch (RuntimeException e) {
            say(e == made, at(e));
        }
        try {
            try {
                raise(make());
            } catch (RuntimeException e) {
                throw new IllegalStateException("outer", e);
            }
        } catch (IllegalStateException e) {
            say(at(e), at(e.getCause()));
        }
        made.fillInStackTrace();
        say(at(made));
        made.setStackTrace(new StackTraceElement[] {new StackTraceElement("some.Type", "method", "Type.java", 7)});
        say(at(made), made.getStackTrace().length, made.getStackTrace()[0]);
        say(new Throwable().getStackTrace()[0].getMethodName(), here());
    }

    private static String here() {
        return at(new Exception());
    }

    private static String at(Throwable e) {
        StackTraceElement top = e.getStackTrace()[0];
        return top.getMethodName() + ":" + top.getLineNumber();
    }

    private static RuntimeException make() {
        return new RuntimeException("made");
    }

    private static void raise(RuntimeException e) {
        throw e;
    }
}
