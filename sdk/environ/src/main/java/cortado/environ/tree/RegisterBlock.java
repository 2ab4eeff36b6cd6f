package cortado.environ.tree;

/**
 * One entry of a node's {@code reg}.
 *
 * @param index in {@code reg}
 * @param busAddress on the node's own bus
 * @param address as the CPU sees it, or a negative code of {@link cortado.fdt.FlatTree}
 * @param size in bytes
 */
public record RegisterBlock(int index, long busAddress, long address, long size) {
    private static final long PAGE = 4096;

    /** Whether the CPU can see it. */
    public boolean isReachable() {
        return address >= 0;
    }

    /** Whether one page holds registers of both, so that whoever maps one can reach the other. */
    public boolean sharesPageWith(RegisterBlock other) {
        return isReachable()
                && other.isReachable()
                && size > 0
                && other.size > 0
                && address / PAGE <= (other.address + other.size - 1) / PAGE
                && other.address / PAGE <= (address + size - 1) / PAGE;
    }

    /** Whether the two have a byte in common. */
    public boolean overlaps(RegisterBlock other) {
        return isReachable()
                && other.isReachable()
                && address < other.address + other.size
                && other.address < address + size;
    }

    @Override
    public String toString() {
        return isReachable() ? Long.toHexString(address) + "+" + Long.toHexString(size) : "unreachable";
    }
}
