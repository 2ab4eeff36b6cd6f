package cortado.environ.spec;

/**
 * How much a process may hold. Sizes are in bytes and whole pages.
 *
 * @param memory the Java heap
 * @param stack the stack
 * @param folios memory that it may ask for as folios, besides heap and stack
 * @param dma the part of {@code folios} that devices may be pointed at; 0 for a process that does no DMA
 * @param handles handles in its table
 * @param objects channels, polls, timers and folios that it created and that are alive
 */
public record Resources(long memory, long stack, long folios, long dma, int handles, int objects) {
    /** Enough for a process that only answers messages. */
    public static final Resources DEFAULT = new Resources(1 << 20, 64 << 10, 256 << 10, 0, 64, 64);
}
