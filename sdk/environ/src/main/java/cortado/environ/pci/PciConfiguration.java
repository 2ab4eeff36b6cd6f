package cortado.environ.pci;

/**
 * The configuration of a bus's functions, by requester id: device in bits 7:3, function in 2:0. Offsets are multiples
 * of four. What a device that is not there answers is all ones.
 */
public interface PciConfiguration {
    /** Reads four bytes. */
    int read(int requester, int offset);

    /** Writes four bytes. */
    void write(int requester, int offset, int value);
}
