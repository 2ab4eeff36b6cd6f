package cortado.vmm;

/**
 * A device at an address of the guest. Offsets lie inside the device's window and are those of the guest, as are widths
 * (1, 2, 4 or 8 bytes): an access that the device does not have reads as zero or changes nothing, as on a bus that
 * answers everything.
 */
public interface MmioDevice {
    /** Bytes of the window. */
    int size();

    /**
     * Reads a register on behalf of a CPU.
     *
     * @param cpu number of the vCPU
     */
    long read(int cpu, int offset, int width);

    /** Writes a register on behalf of a CPU; of {@code value}, {@code width} bytes are meant. */
    void write(int cpu, int offset, int width, long value);
}
