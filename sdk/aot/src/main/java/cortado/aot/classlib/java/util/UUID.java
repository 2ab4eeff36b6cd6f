package cortado.aot.classlib.java.util;

/** A 128-bit identifier. Making a random one needs a source of entropy, which an app asks a service for. */
public final class UUID implements Comparable<UUID> {
    private final long high;
    private final long low;

    public UUID(long mostSignificant, long leastSignificant) {
        high = mostSignificant;
        low = leastSignificant;
    }

    public static UUID fromString(String text) {
        String[] parts = text.split("-", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException("Invalid UUID string: " + text);
        }
        long[] values = new long[5];
        for (int i = 0; i < 5; i++) {
            values[i] = Long.parseLong(parts[i], 16);
        }
        return new UUID(
                ((values[0] & 0xffffffffL) << 32) | ((values[1] & 0xffff) << 16) | (values[2] & 0xffff),
                ((values[3] & 0xffff) << 48) | (values[4] & 0xffffffffffffL));
    }

    public long getMostSignificantBits() {
        return high;
    }

    public long getLeastSignificantBits() {
        return low;
    }

    public int version() {
        return (int) (high >> 12) & 15;
    }

    public int variant() {
        return (int) ((low >>> (64 - (low >>> 62))) & (low >> 63));
    }

    @Override
    public int compareTo(UUID other) {
        int order = Long.compare(high, other.high);
        return order != 0 ? order : Long.compare(low, other.low);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UUID id && id.high == high && id.low == low;
    }

    @Override
    public int hashCode() {
        long mixed = high ^ low;
        return (int) (mixed >> 32) ^ (int) mixed;
    }

    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high >> 32, 8) + "-" + hex.toHexDigits(high >> 16, 4) + "-" + hex.toHexDigits(high, 4)
                + "-" + hex.toHexDigits(low >> 48, 4) + "-" + hex.toHexDigits(low, 12);
    }
}
