package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Map;

/** The names of classes, and what may be asked of them without reflection. */
final class ClassNames {
    private static class Nested {}

    private interface Face {}

    private enum Kind {
        PLAIN,
        BODY {}
    }

    static void main() {
        Object[] things = {
            "s", 1, 2L, 'c', 1.5f, true, new int[0], new String[0][0], new ArrayList<String>(), new Nested(), Kind.PLAIN
        };
        for (Object thing : things) {
            say(
                    thing.getClass().getName(),
                    thing.getClass().getSimpleName(),
                    thing.getClass().isArray());
        }
        say(
                int.class.getName(),
                void.class,
                int[].class.getName(),
                Nested[].class.getSimpleName(),
                Map.Entry.class.getName());
        say(
                Face.class.isInterface(),
                Kind.class.isEnum(),
                int.class.isPrimitive(),
                String.class.isInstance("x"),
                Number.class.isInstance("x"));
        say(
                Number.class.isAssignableFrom(Integer.class),
                Integer.class.isAssignableFrom(Number.class),
                String.class == "x".getClass());
        say(
                Integer.class.getSuperclass().getName(),
                Object.class.getSuperclass(),
                int[].class.getComponentType(),
                String[][].class.getComponentType());
        say(
                String.class,
                Face.class,
                Integer.class.hashCode() == Integer.class.hashCode(),
                Kind.BODY.getClass().getSuperclass() == Kind.class);
        say(String.class.cast("cast"), new Object() {}.getClass().getName());
    }
}
