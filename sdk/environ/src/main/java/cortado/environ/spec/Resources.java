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
 * @param channels channels among them
 * @param timers timers among them
 * @param programs programs that it, and those that it ran, may have running at once
 * @param cpu thousandths of one CPU that it may take, 0 for as much as there is
 */
public record Resources(
        long memory,
        long stack,
        long folios,
        long dma,
        int handles,
        int objects,
        int channels,
        int timers,
        int programs,
        int cpu) {
    /** Enough for a process that only answers messages. */
    public static final Resources DEFAULT = new Resources(1 << 20, 64 << 10, 256 << 10, 0, 64, 64, 32, 16, 16, 0);
}
