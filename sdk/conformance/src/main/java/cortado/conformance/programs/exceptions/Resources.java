package cortado.conformance.programs.exceptions;

import static cortado.conformance.Say.say;

/** Try-with-resources: the order of closing, suppressed exceptions, null resources. */
final class Resources {
    private record Resource(String name, boolean failsToClose) implements AutoCloseable {
        Resource {
            say("open", name);
            if (name.isEmpty()) {
                throw new IllegalArgumentException("no name");
            }
        }

        @Override
        public void close() {
            say("close", name);
            if (failsToClose) {
                throw new IllegalStateException("close " + name);
            }
        }
    }

    static void main() {
        use("a", false, "b", false, false);
        use("a", true, "b", false, false);
        use("a", true, "b", true, false);
        use("a", true, "b", true, true);
        use("a", false, "", false, false);
        use("a", true, "", false, false);
        try (Resource none = null) {
            say("null is fine", none);
        }
        Resource outside = new Resource("outside", false);
        try (outside) {
            say("inside", outside.name());
        } finally {
            say("after close");
        }
        say(returning());
    }

    private static void use(String first, boolean firstFails, String second, boolean secondFails, boolean bodyFails) {
        try (Resource a = new Resource(first, firstFails);
                Resource b = new Resource(second, secondFails)) {
            say("body", a.name(), b.name());
            if (bodyFails) {
                throw new RuntimeException("body");
            }
        } catch (RuntimeException e) {
            say("caught", e);
            for (Throwable suppressed : e.getSuppressed()) {
                say("suppressed", suppressed, suppressed.getSuppressed().length);
            }
        } finally {
            say("finally");
        }
    }

    private static int returning() {
        try (Resource r = new Resource("r", false)) {
            return r.name().length();
        }
    }
}
