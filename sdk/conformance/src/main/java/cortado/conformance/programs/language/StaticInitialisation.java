package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Classes initialise when first used, superclasses first, interfaces only when needed, constants never. */
final class StaticInitialisation {
    private static int log(String what) {
        say("init", what);
        return what.length();
    }

    private static class Parent {
        static final int CONSTANT = 5;
        static final Integer BOXED = log("Parent.BOXED");
        static int plain = log("Parent.plain");

        static {
            log("Parent block");
        }

        static void touch() {
            say("Parent.touch");
        }
    }

    private static class Child extends Parent {
        static int own = log("Child.own");

        static {
            log("Child block");
        }
    }

    private static class GrandChild extends Child {
        static int more = log("GrandChild.more");
        int instance = log("GrandChild instance");
    }

    private interface Constants {
        int LAZY = log("Constants.LAZY");
        String INLINED = "inlined";
    }

    private static class Unused implements Constants {
        static int here = log("Unused.here");
    }

    private static class ViaParent extends Holder {
        static {
            log("ViaParent");
        }
    }

    private static class Holder {
        static int value = log("Holder.value");
    }

    private static class Cycle1 {
        static int value = Cycle2.value + 1;
        static final int LATE = log("Cycle1.LATE");
    }

    private static class Cycle2 {
        static int value = Cycle1.value + 10;
        static int seen = Cycle1.LATE;
    }

    private static final class Order {
        static final Order INSTANCE = new Order();
        static int before = 3;
        final int saw = before;
    }

    static void main() {
        say("constant", Parent.CONSTANT);
        say("array", new Child[1].length, Child.class.getSimpleName());
        Child none = null;
        say("null", none == null, "x" instanceof Object);
        say("own", Child.own);
        Parent.touch();
        say("new", new GrandChild().instance, GrandChild.more);
        say("inherited field", ViaParent.value);
        say("interface", Unused.here, Constants.INLINED);
        say("lazy", Constants.LAZY);
        say("cycle", Cycle1.value, Cycle2.value, Cycle2.seen, Cycle1.LATE);
        say("order", Order.INSTANCE.saw, Order.before);
        new ViaParent();
    }
}
