package cortado.api;

/**
 * One register of a block, as its manual describes it. Described once, and used by the driver, the simulated device and
 * the tests alike. Fields wider than a byte are little-endian.
 *
 * @param name the manual's name
 * @param offset bytes from the block's start
 * @param width bytes: 1, 2 or 4
 * @param access what software may do with it
 */
public record Register(String name, int offset, int width, Access access) {
    /** What software may do with a register. */
    public enum Access {
        READ_ONLY,
        WRITE_ONLY,
        READ_WRITE
    }

    /** A register of 32 bits that is only read. */
    public static Register readOnly(String name, int offset) {
        return new Register(name, offset, 4, Access.READ_ONLY);
    }

    /** A register of 32 bits that is only written. */
    public static Register writeOnly(String name, int offset) {
        return new Register(name, offset, 4, Access.WRITE_ONLY);
    }

    /** A register of 32 bits. */
    public static Register readWrite(String name, int offset) {
        return new Register(name, offset, 4, Access.READ_WRITE);
    }

    /** The {@code index}-th register of an array of which this is the first. */
    public Register at(int index) {
        return index == 0 ? this : new Register(name + "[" + index + "]", offset + index * width, width, access);
    }
}
