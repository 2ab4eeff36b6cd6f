package cortado.kernel.simulated;

/**
 * Device registers at a physical address. Called with the simulator's lock held, from the thread that accesses them.
 */
public interface SimulatedDevice {
    /** Reads {@code width} bytes, 1, 2, 4 or 8, at an aligned offset. */
    long read(long offset, int width);

    /** Writes {@code width} bytes. */
    void write(long offset, int width, long value);
}
