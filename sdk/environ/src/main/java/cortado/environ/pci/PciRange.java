package cortado.environ.pci;

/**
 * Where a base address register has a function's registers answer.
 *
 * @param number of the register, 0 to 5
 * @param address on the bus
 * @param size bytes, a power of two, a page at least
 */
public record PciRange(int number, long address, long size) {
    /** The form in which the kernel is asked for it: the address with the logarithm of the size. */
    public long encoded() {
        return address | Long.numberOfTrailingZeros(size);
    }
}
