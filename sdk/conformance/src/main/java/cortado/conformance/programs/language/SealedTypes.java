package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

/** A sealed expression tree with evaluation, derivation and simplification. */
final class SealedTypes {
    private sealed interface Expr permits Num, Var, Add, Mul, Neg {}

    private record Num(int value) implements Expr {}

    private record Var(String name) implements Expr {}

    private record Add(Expr left, Expr right) implements Expr {}

    private record Mul(Expr left, Expr right) implements Expr {}

    private record Neg(Expr inner) implements Expr {}

    static void main() {
        Expr x = new Var("x");
        Expr poly = new Add(new Mul(new Num(3), new Mul(x, x)), new Add(new Neg(new Mul(new Num(2), x)), new Num(7)));
        say(show(poly));
        for (int i = -2; i < 3; i++) {
            say(i, eval(poly, i));
        }
        Expr derived = derive(poly);
        say(show(derived), show(simplify(derived)), eval(derived, 5), eval(simplify(derived), 5));
        say(simplify(new Neg(new Neg(x))).equals(x), simplify(new Mul(new Num(0), poly)));
    }

    private static int eval(Expr e, int x) {
        return switch (e) {
            case Num(int value) -> value;
            case Var v -> x;
            case Add(Expr a, Expr b) -> eval(a, x) + eval(b, x);
            case Mul(Expr a, Expr b) -> eval(a, x) * eval(b, x);
            case Neg(Expr a) -> -eval(a, x);
        };
    }

    private static Expr derive(Expr e) {
        return switch (e) {
            case Num n -> new Num(0);
            case Var v -> new Num(1);
            case Add(var a, var b) -> new Add(derive(a), derive(b));
            case Mul(var a, var b) -> new Add(new Mul(derive(a), b), new Mul(a, derive(b)));
            case Neg(var a) -> new Neg(derive(a));
        };
    }

    private static Expr simplify(Expr e) {
        return switch (e) {
            case Add(Expr a, Expr b) ->
                switch (new Add(simplify(a), simplify(b))) {
                    case Add(Num(int p), Num(int q)) -> new Num(p + q);
                    case Add(Num(int p), Expr q) when p == 0 -> q;
                    case Add(Expr p, Num(int q)) when q == 0 -> p;
                    case Add sum -> sum;
                };
            case Mul(Expr a, Expr b) ->
                switch (new Mul(simplify(a), simplify(b))) {
                    case Mul(Num(int p), Expr q) when p == 0 -> new Num(0);
                    case Mul(Num(int p), Expr q) when p == 1 -> q;
                    case Mul(Expr p, Num(int q)) when q == 0 -> new Num(0);
                    case Mul(Expr p, Num(int q)) when q == 1 -> p;
                    case Mul product -> product;
                };
            case Neg(Neg(Expr inner)) -> simplify(inner);
            case Neg(Expr inner) -> new Neg(simplify(inner));
            default -> e;
        };
    }

    private static String show(Expr e) {
        return switch (e) {
            case Num n -> Integer.toString(n.value());
            case Var v -> v.name();
            case Add a -> "(" + show(a.left()) + " + " + show(a.right()) + ")";
            case Mul m -> show(m.left()) + "*" + show(m.right());
            case Neg n -> "-" + show(n.inner());
        };
    }
}
