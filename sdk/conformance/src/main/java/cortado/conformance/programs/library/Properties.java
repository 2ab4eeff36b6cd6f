package cortado.conformance.programs.library;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.Objects;
import java.util.function.Supplier;

/** What System answers, and a few things that belong nowhere else. */
final class Properties {
    private static <T> Supplier<T> once(Supplier<T> inner) {
        return new Supplier<>() {
            private T value;

            @Override
            public T get() {
                if (value == null) {
                    value = inner.get();
                }
                return value;
            }
        };
    }

    static void main() {
        say(
                System.lineSeparator().length(),
                System.getProperty("no.such.property"),
                System.getProperty("no.such.property", "default"));
        say(System.identityHashCode(null), Runtime.getRuntime() == Runtime.getRuntime());
        int[] calls = {0};
        Supplier<String> lazy = once(() -> "made " + ++calls[0]);
        say(lazy.get(), lazy.get(), calls[0]);
        attempt("null key", () -> System.getProperty(null));
        attempt("empty key", () -> System.getProperty(""));
        attempt("null value", () -> System.setProperty("own", null));
        say(System.setProperty("own", "1"), System.setProperty("own", "2"), System.getProperty("own"));
        say(System.clearProperty("own"), System.getProperty("own"), System.getProperty("own", "gone"));
        say(System.getProperty("file.separator"), System.getProperty("path.separator"));
        say(Objects.requireNonNull("x", "never"), Thread.currentThread() == Thread.currentThread());
        ThreadLocal<Integer> local = ThreadLocal.withInitial(() -> 5);
        local.set(local.get() + 1);
        say(local.get());
        local.remove();
        say(local.get());
    }
}
