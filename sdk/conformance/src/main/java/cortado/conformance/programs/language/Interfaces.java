package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** Default, static and private interface methods, diamonds, constants. */
final class Interfaces {
    private interface A {
        int SIZE = Interfaces.log("A.SIZE", 3);

        default String who() {
            return "A" + helper();
        }

        private String helper() {
            return "-private-" + SIZE;
        }

        static String make() {
            return "static A";
        }
    }

    private interface B extends A {
        @Override
        default String who() {
            return "B(" + A.super.who() + ")";
        }
    }

    private interface C extends A {}

    private interface D {
        default String who() {
            return "D";
        }
    }

    private static class X implements B, C {}

    private static class Y extends X implements D {
        @Override
        public String who() {
            return super.who() + D.super.who();
        }
    }

    private static class Parent {
        public String who() {
            return "class wins";
        }
    }

    private static class Z extends Parent implements D {}

    private abstract static class Half implements Comparable<Half>, Runnable {
        @Override
        public int compareTo(Half o) {
            return 42;
        }
    }

    static int log(String what, int value) {
        say("initialising", what);
        return value;
    }

    static void main() {
        say("start");
        say(A.make());
        say(new X().who(), new Y().who(), new Z().who());
        A lambdaFree = new A() {};
        say(lambdaFree.who(), ((A) new Y()).who(), ((D) new Y()).who(), lambdaFree instanceof B);
        Half half = new Half() {
            @Override
            public void run() {
                say("ran");
            }
        };
        half.run();
        say(
                half.compareTo(null),
                new Object() {
                    int hidden() {
                        return 17;
                    }
                }.hidden());
    }
}
