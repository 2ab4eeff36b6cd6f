package cortado.vmm;

/** A bounded queue of bytes. */
public final class ByteRing {
    private final byte[] bytes;
    private int first;
    private int count;

    /** A queue for {@code capacity} bytes. */
    public ByteRing(int capacity) {
        bytes = new byte[capacity];
    }

    /** Bytes in it. */
    public int size() {
        return count;
    }

    /** Bytes that still fit. */
    public int room() {
        return bytes.length - count;
    }

    /** Appends as many as fit: how many those were. */
    public int put(byte[] source, int from, int length) {
        int taken = Math.min(length, room());
        int end = (first + count) % bytes.length;
        int straight = Math.min(taken, bytes.length - end);
        System.arraycopy(source, from, bytes, end, straight);
        System.arraycopy(source, from + straight, bytes, 0, taken - straight);
        count += taken;
        return taken;
    }

    /** Copies the oldest bytes without removing them: how many there were, at most {@code length}. */
    public int peek(byte[] target, int from, int length) {
        int given = Math.min(length, count);
        int straight = Math.min(given, bytes.length - first);
        System.arraycopy(bytes, first, target, from, straight);
        System.arraycopy(bytes, 0, target, from + straight, given - straight);
        return given;
    }

    /** Removes the oldest bytes. */
    public void drop(int length) {
        if (length < 0 || length > count) {
            throw new IndexOutOfBoundsException("drop " + length + " of " + count + " bytes");
        }
        first = (first + length) % bytes.length;
        count -= length;
    }

    /** Removes and returns the oldest byte, 0 to 255, or −1 if there is none. */
    public int take() {
        if (count == 0) {
            return -1;
        }
        int value = bytes[first] & 0xff;
        drop(1);
        return value;
    }

    /** Removes all. */
    public void clear() {
        first = 0;
        count = 0;
    }
}
