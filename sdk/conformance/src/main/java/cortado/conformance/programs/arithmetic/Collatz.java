package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.say;

/** Long chains of plain integer work: Collatz, primes, greatest common divisors, Fibonacci, checksums. */
final class Collatz {
    static void main() {
        int longest = 0;
        int of = 0;
        for (int start = 1; start < 3000; start++) {
            int steps = 0;
            for (long n = start; n != 1; n = (n & 1) == 0 ? n >> 1 : 3 * n + 1) {
                steps++;
            }
            if (steps > longest) {
                longest = steps;
                of = start;
            }
        }
        say(of, longest);
        boolean[] composite = new boolean[5000];
        int primes = 0;
        long sum = 0;
        for (int i = 2; i < composite.length; i++) {
            if (!composite[i]) {
                primes++;
                sum += i;
                for (int j = i * i; j < composite.length; j += i) {
                    composite[j] = true;
                }
            }
        }
        say(primes, sum, gcd(1071, 462), gcd(1L << 40, 6L << 30));
        long a = 0;
        long b = 1;
        for (int i = 0; i < 100; i++) {
            long next = a + b;
            a = b;
            b = next;
        }
        say(a, b);
        int crc = -1;
        for (int i = 0; i < 256; i++) {
            crc ^= i;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
            }
        }
        say(Integer.toHexString(~crc));
    }

    private static long gcd(long a, long b) {
        return b == 0 ? a : gcd(b, a % b);
    }
}
