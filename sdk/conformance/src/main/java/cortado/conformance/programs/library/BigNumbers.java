package cortado.conformance.programs.library;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;

/** BigInteger and BigDecimal. */
final class BigNumbers {
    static void main() {
        BigInteger f = BigInteger.ONE;
        for (int i = 2; i <= 40; i++) {
            f = f.multiply(BigInteger.valueOf(i));
        }
        BigInteger p = BigInteger.TWO.pow(127).subtract(BigInteger.ONE);
        say(
                f,
                p,
                f.mod(p),
                p.divide(BigInteger.valueOf(-12345)),
                f.gcd(BigInteger.valueOf(1L << 40)),
                f.bitLength(),
                p.signum());
        say(
                new BigInteger("-123456789012345678901234567890"),
                new BigInteger("ff", 16),
                p.toString(36),
                f.compareTo(p),
                p.equals(p.negate().abs()));
        say(
                BigInteger.TEN.modPow(BigInteger.valueOf(100), p),
                p.isProbablePrime(10),
                BigInteger.valueOf(17).modInverse(BigInteger.valueOf(3120)),
                p.shiftLeft(5).shiftRight(100),
                p.and(f).or(BigInteger.ONE).testBit(0));
        attempt("divide", () -> BigInteger.ONE.divide(BigInteger.ZERO));
        attempt("parse", () -> new BigInteger("12x"));
        attempt("exact", () -> BigInteger.TWO.pow(70).longValueExact());
        BigDecimal a = new BigDecimal("10.25");
        BigDecimal b = new BigDecimal("3");
        say(
                a.add(b),
                a.multiply(b),
                a.divide(b, 5, RoundingMode.HALF_UP),
                a.setScale(1, RoundingMode.HALF_EVEN),
                a.negate().remainder(b),
                a.compareTo(b),
                a.scale(),
                a.precision());
        say(
                new BigDecimal("1.10").equals(new BigDecimal("1.1")),
                new BigDecimal("1.10").stripTrailingZeros(),
                new BigDecimal("1E+5").toPlainString(),
                BigDecimal.valueOf(2.50),
                new BigDecimal(0.1).toString().length());
        attempt("no end", () -> a.divide(b));
    }
}
