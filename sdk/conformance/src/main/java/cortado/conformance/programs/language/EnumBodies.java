package cortado.conformance.programs.language;

import static cortado.conformance.Say.say;

import java.util.Arrays;

/** Enums with fields, bodies, abstract methods, interfaces and static state. */
final class EnumBodies {
    private interface Symbol {
        String symbol();
    }

    private enum Op implements Symbol {
        PLUS("+") {
            @Override
            int apply(int a, int b) {
                return a + b;
            }
        },
        MINUS("-") {
            @Override
            int apply(int a, int b) {
                return a - b;
            }

            @Override
            public String toString() {
                return "minus!";
            }
        },
        TIMES("*") {
            private int used;

            @Override
            int apply(int a, int b) {
                used++;
                return a * b * used;
            }
        };

        private static int count;

        static {
            for (Op op : values()) {
                count += op.symbol.length();
            }
        }

        private final String symbol;

        Op(String symbol) {
            this.symbol = symbol;
        }

        abstract int apply(int a, int b);

        @Override
        public String symbol() {
            return symbol;
        }
    }

    private enum Single {
        INSTANCE;

        private int state = 5;
    }

    static void main() {
        for (Op op : Op.values()) {
            say(
                    op,
                    op.name(),
                    op.ordinal(),
                    op.symbol(),
                    op.apply(6, 3),
                    op.getDeclaringClass().getSimpleName());
        }
        say(
                Op.TIMES.apply(2, 2),
                Op.count,
                Op.valueOf("PLUS") == Op.PLUS,
                Op.PLUS.compareTo(Op.TIMES),
                Op.PLUS.equals(Op.MINUS));
        say(Single.INSTANCE.state++, ++Single.valueOf("INSTANCE").state, Op.class.getEnumConstants().length);
        Op[] values = Op.values();
        values[0] = null;
        say(Op.values()[0], Arrays.toString(Op.values()), Op.PLUS.getClass() == Op.class, Op.PLUS instanceof Symbol);
        say(Enum.valueOf(Op.class, "MINUS"), Op.valueOf("MINUS").hashCode() == Op.MINUS.hashCode());
    }
}
