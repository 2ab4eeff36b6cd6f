package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** Exceptions of the program's own: fields, overridden messages, generic throwing. */
final class CustomExceptions {
    private static class Coded extends RuntimeException {
        private static final long serialVersionUID = 1;
        final int code;

        Coded(int code) {
            super("code " + code);
            this.code = code;
        }

        @Override
        public String getMessage() {
            return "<" + super.getMessage() + ">";
        }
    }

    private static final class Plain extends Coded {
        private static final long serialVersionUID = 1;

        Plain() {
            super(0);
        }

        @Override
        public String toString() {
            return "Plain";
        }
    }

    private static final class Quiet extends Exception {
        private static final long serialVersionUID = 1;

        Quiet() {
            super("quiet", null, false, false);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void sneak(Exception e) throws E {
        throw (E) e;
    }

    static void main() {
        for (RuntimeException e : new RuntimeException[] {new Coded(5), new Plain(), new IllegalStateException("s")}) {
            try {
                throw e;
            } catch (Plain caught) {
                say("plain", caught, caught.code);
            } catch (Coded caught) {
                say("coded", caught, caught.code, caught.getMessage());
            } catch (RuntimeException caught) {
                say("other", caught, caught == e);
            }
        }
        try {
            CustomExceptions.<RuntimeException>sneak(new Quiet());
        } catch (Exception e) {
            e.addSuppressed(new Exception("ignored"));
            say(e, e.getSuppressed().length, e.getStackTrace().length, e instanceof RuntimeException);
        }
    }
}
