package cortado.environ.tree;

/**
 * A part of memory that a device reaches, by {@code dma-ranges}.
 *
 * @param memory its first physical address
 * @param busAddress what the device calls that address
 * @param size in bytes
 */
public record DmaWindow(long memory, long busAddress, long size) {
    @Override
    public String toString() {
        return Long.toHexString(memory) + "+" + Long.toHexString(size) + " at " + Long.toHexString(busAddress);
    }
}
