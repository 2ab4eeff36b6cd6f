package cortado.conformance.programs.arithmetic;

import static cortado.conformance.Say.attempt;
import static cortado.conformance.Say.say;

/** Byte and Short: ranges, parsing, unsigned views, arrays of them. */
@SuppressWarnings("lossy-conversions")
final class SmallIntegers {
    static void main() {
        byte[] bytes = {Byte.MIN_VALUE, -1, 0, 1, Byte.MAX_VALUE};
        for (byte b : bytes) {
            say(b, Byte.toUnsignedInt(b), Byte.toUnsignedLong(b), Byte.toString(b), Byte.hashCode(b), b == (byte) 255);
        }
        short[] shorts = {Short.MIN_VALUE, -1, 0, 1, Short.MAX_VALUE};
        for (short s : shorts) {
            say(s, Short.toUnsignedInt(s), Short.toString(s), Short.hashCode(s), Short.reverseBytes(s));
        }
        attempt("Byte.parseByte 127", () -> Byte.parseByte("127"));
        attempt("Byte.parseByte 128", () -> Byte.parseByte("128"));
        attempt("Byte.parseByte -80 16", () -> Byte.parseByte("-80", 16));
        attempt("Short.parseShort 40000", () -> Short.parseShort("40000"));
        attempt("Short.decode 0x7f", () -> Short.decode("0x7f"));
        say(
                Byte.valueOf((byte) 3).equals((byte) 3),
                Byte.valueOf((byte) 3).equals(3),
                Byte.compareUnsigned((byte) -1, (byte) 1));
        byte sum = 0;
        for (byte b : new byte[] {100, 100, 100}) {
            sum += b;
        }
        bytes[0] += 200;
        shorts[4]++;
        say(sum, bytes[0], shorts[4], (byte) (bytes[4] * 2), shorts[0] - 1);
    }
}
