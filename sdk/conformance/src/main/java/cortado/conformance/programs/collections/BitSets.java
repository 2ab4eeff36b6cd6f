package cortado.conformance.programs.collections;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.util.Arrays;
import java.util.BitSet;

/** BitSet: single bits, ranges, logic, searching. */
final class BitSets {
    static void main() {
        BitSet a = new BitSet();
        a.set(1);
        a.set(5, 10);
        a.set(64);
        a.set(200);
        a.flip(7);
        a.clear(9);
        say(
                a,
                a.cardinality(),
                a.length(),
                a.get(64),
                a.get(1000),
                a.nextSetBit(11),
                a.nextClearBit(5),
                a.previousSetBit(63));
        BitSet b = new BitSet(70);
        b.set(0, 66);
        BitSet and = (BitSet) a.clone();
        and.and(b);
        BitSet or = (BitSet) a.clone();
        or.or(b);
        BitSet xor = (BitSet) a.clone();
        xor.xor(b);
        BitSet not = (BitSet) a.clone();
        not.andNot(b);
        say(
                and,
                or.cardinality(),
                xor.cardinality(),
                not,
                a.intersects(b),
                not.intersects(b),
                a.isEmpty(),
                new BitSet().isEmpty());
        b.flip(3, 70);
        say(
                b,
                b.get(2, 68),
                a.equals(a.clone()),
                a.hashCode(),
                Arrays.toString(and.toLongArray()),
                BitSet.valueOf(new long[] {5, 1}));
        say(a.nextSetBit(201), new BitSet().length(), a.stream().sum());
        attempt("negative", () -> a.get(-1));
        attempt("swapped", () -> {
            a.set(5, 3);
            return a;
        });
        BitSet sieve = new BitSet(300);
        sieve.set(2, 300);
        for (int i = 2; i * i < 300; i = sieve.nextSetBit(i + 1)) {
            for (int j = i * i; j < 300; j += i) {
                sieve.clear(j);
            }
        }
        say(sieve.cardinality(), sieve.previousSetBit(299));
    }
}
