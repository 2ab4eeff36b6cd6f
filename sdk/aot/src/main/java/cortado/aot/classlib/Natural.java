package cortado.aot.classlib;

/** A natural number of up to 4000 bits that only grows: enough for every power that a double has. Lowest word first. */
final class Natural {
    private final int[] words = new int[125];
    private int used;

    Natural(long value) {
        words[0] = (int) value;
        words[1] = (int) (value >>> 32);
        used = 2;
    }

    Natural copy() {
        Natural copy = new Natural(0);
        System.arraycopy(words, 0, copy.words, 0, used);
        copy.used = used;
        return copy;
    }

    void multiply(int factor) {
        long carry = 0;
        for (int i = 0; i < used; i++) {
            carry += (words[i] & 0xffffffffL) * factor;
            words[i] = (int) carry;
            carry >>>= 32;
        }
        if (carry != 0) {
            words[used++] = (int) carry;
        }
    }

    void shiftLeft(int bits) {
        for (int left = bits; left > 0; left -= 24) {
            multiply(1 << Math.min(left, 24));
        }
    }

    /** Keeps the remainder of the division and returns the quotient, which is below 10. */
    int remainder(Natural divisor) {
        int quotient = 0;
        while (compareTo(divisor) >= 0) {
            long borrow = 0;
            for (int i = 0; i < used; i++) {
                long word = i < divisor.used ? divisor.words[i] & 0xffffffffL : 0;
                borrow += (words[i] & 0xffffffffL) - word;
                words[i] = (int) borrow;
                borrow >>= 32;
            }
            quotient++;
        }
        return quotient;
    }

    int compareTo(Natural other) {
        for (int i = Math.max(used, other.used) - 1; i >= 0; i--) {
            int order = Integer.compareUnsigned(words[i], other.words[i]);
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Compares {@code this + addend} with the other number. */
    int compareSum(Natural addend, Natural other) {
        Natural sum = new Natural(0);
        long carry = 0;
        for (int i = 0; i < Math.max(used, addend.used); i++) {
            carry += (words[i] & 0xffffffffL) + (addend.words[i] & 0xffffffffL);
            sum.words[i] = (int) carry;
            carry >>>= 32;
            sum.used = i + 1;
        }
        if (carry != 0) {
            sum.words[sum.used++] = (int) carry;
        }
        return sum.compareTo(other);
    }

    void add(int digit) {
        long carry = digit;
        for (int i = 0; carry != 0; i++) {
            if (i == used) {
                used++;
            }
            carry += words[i] & 0xffffffffL;
            words[i] = (int) carry;
            carry >>>= 32;
        }
    }

    /** Adds half of an even number. */
    void addHalf(Natural other) {
        long carry = 0;
        for (int i = 0; i < Math.max(used, other.used); i++) {
            long above = i + 1 < other.used ? other.words[i + 1] & 1 : 0;
            long word = ((other.words[i] & 0xffffffffL) >>> 1) | (above << 31);
            carry += (words[i] & 0xffffffffL) + word;
            words[i] = (int) carry;
            carry >>>= 32;
            used = Math.max(used, i + 1);
        }
        if (carry != 0) {
            words[used++] = (int) carry;
        }
    }

    /** How many bits the number has. */
    int bits() {
        for (int i = used - 1; i >= 0; i--) {
            if (words[i] != 0) {
                return 32 * i + 32 - Integer.numberOfLeadingZeros(words[i]);
            }
        }
        return 0;
    }

    /** Keeps the remainder of the division and returns the quotient, which has at most so many bits. */
    long divide(Natural divisor, int bits) {
        long quotient = 0;
        int shift = Math.max(Math.min(bits() - divisor.bits(), bits), 0);
        Natural scaled = divisor.copy();
        scaled.shiftLeft(shift);
        for (int i = shift; i >= 0; i--) {
            quotient <<= 1;
            if (compareTo(scaled) >= 0) {
                quotient |= 1;
                remainder(scaled);
            }
            scaled.halve();
        }
        return quotient;
    }

    private void halve() {
        for (int i = 0; i < used; i++) {
            long above = i + 1 < used ? words[i + 1] & 1 : 0;
            words[i] = (words[i] >>> 1) | (int) (above << 31);
        }
    }
}
