package cortado.conformance.programs.language;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Deconstruction of records, nested, with inference and guards. */
final class RecordPatterns {
    private sealed interface Shape permits Circle, Line, Group {}

    private record Point(int x, int y) {}

    private record Circle(Point centre, double radius) implements Shape {}

    private record Line(Point from, Point to) implements Shape {}

    private record Group(Shape first, Shape second) implements Shape {}

    private record Box<T>(T content) {}

    private record Angry(int value) {
        @Override
        public int value() {
            throw new IllegalStateException("do not look");
        }
    }

    static void main() {
        Shape[] shapes = {
            new Circle(new Point(1, 2), 3),
            new Line(new Point(0, 0), new Point(3, 4)),
            new Line(new Point(1, 1), new Point(1, 9)),
            new Group(new Circle(null, 1), new Line(null, null)),
            new Group(new Group(new Circle(new Point(5, 5), 0.5), null), new Circle(new Point(6, 6), 2))
        };
        for (Shape shape : shapes) {
            say(describe(shape));
            if (shape instanceof Line(Point(var x1, var y1), Point(int x2, int y2)) && x1 != x2) {
                say("slope", (double) (y2 - y1) / (x2 - x1));
            }
        }
        Object box = new Box<>(new Box<>("deep"));
        if (box instanceof Box<?>(Box<?>(String text))) {
            say(text.length());
        }
        if (!(box instanceof Box<?>(Integer number))) {
            say("not a number");
        } else {
            say(number);
        }
        Box<Box<Integer>> typed = new Box<>(new Box<>(null));
        say(
                switch (typed) {
                    case Box<Box<Integer>>(Box<Integer>(Integer i)) when i != null -> "number " + i;
                    case Box<Box<Integer>>(var inner) -> "inner " + inner;
                });
        Object angry = new Angry(1);
        attempt("accessor throws", () -> angry instanceof Angry(int v) ? v : -1);
    }

    private static String describe(Shape shape) {
        return switch (shape) {
            case Circle(Point(int x, int y), double r) when r > 1 -> "big circle " + x + "," + y + " " + r;
            case Circle(Point p, double r) -> "circle " + p + " " + r;
            case Line(Point(int x, int y), Point(int x2, int y2)) when x == x2 -> "vertical " + (y2 - y);
            case Line(Point a, Point b) -> "line " + a + " " + b;
            case Group(Circle c, Line l) -> "circle and line " + c + l;
            case Group(Shape a, Shape b) ->
                "group (" + (a == null ? "none" : describe(a)) + ")(" + (b == null ? "none" : describe(b)) + ")";
        };
    }
}
