package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** Inner, local and anonymous classes and what they capture. */
final class InnerClasses {
    private int counter = 10;
    private final String name;

    InnerClasses(String name) {
        this.name = name;
    }

    private class Inner {
        private int counter = 100;

        class Deep {
            String all() {
                counter++;
                InnerClasses.this.counter++;
                return name + " " + counter + " " + InnerClasses.this.counter;
            }
        }
    }

    private static class Base {
        Base() {
            say("base sees", describe());
        }

        String describe() {
            return "base";
        }
    }

    Iterable<Integer> upTo(int limit) {
        return () -> new Iterator<>() {
            private int next = counter;

            @Override
            public boolean hasNext() {
                return next < limit;
            }

            @Override
            public Integer next() {
                return next++;
            }
        };
    }

    static void main() {
        InnerClasses outer = new InnerClasses("outer");
        InnerClasses.Inner inner = outer.new Inner();
        InnerClasses.Inner.Deep deep = inner.new Deep();
        say(deep.all(), deep.all(), outer.new Inner().new Deep().all());
        for (int i : outer.upTo(16)) {
            say(i);
        }
        int captured = 7;
        String[] box = {"before"};
        class Local extends Base {
            private final int own = captured * 2;

            @Override
            String describe() {
                return "local " + captured + " " + own + " " + box[0];
            }
        }
        box[0] = "after";
        say(new Local().describe());
        Base anonymous = new Base() {
            private int calls = 3;

            {
                calls += captured;
            }

            @Override
            String describe() {
                return "anonymous " + calls++;
            }
        };
        say(anonymous.describe(), anonymous.describe());
        List<Runnable> actions = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            int copy = i;
            actions.add(new Runnable() {
                private int times;

                @Override
                public void run() {
                    say("action", copy, ++times);
                }
            });
        }
        actions.forEach(Runnable::run);
        actions.forEach(Runnable::run);
    }
}
