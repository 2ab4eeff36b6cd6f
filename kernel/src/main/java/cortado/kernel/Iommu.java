package cortado.kernel;

import cortado.abi.Status;

/**
 * What stands between devices and memory, where a board has such a thing, under {@link Machine}'s rules. Devices are
 * told apart by the stream that their accesses come in. A stream reaches nothing until something is {@linkplain #map
 * mapped} for it, and addresses stay what they are: it only decides which pages may be reached.
 */
public interface Iommu {
    /** Streams are numbered from 0 to below this; 0 if there is no IOMMU that the kernel drives. */
    int streams();

    /** The device-tree node of it, or -1. */
    int node();

    /** Whole pages of RAM, in one run, that {@link #start} wants. */
    int pages();

    /**
     * Begins to hold up every stream; allocates, for boot only.
     *
     * @param physical that RAM, zeroed
     * @param tables where table pages come from, by stream; they are never given back
     * @return whether the hardware did as it was told
     */
    boolean start(long physical, TablePages tables);

    /** The interrupt line of its event number {@code index}, masked and configured, or -1 if there are no more. */
    int line(int index);

    /** Table pages that {@link #map} would take now, or a negative {@link Status} if the address cannot be mapped. */
    int mapCost(int stream, long address, int pages);

    /** Lets a stream read and write pages; false if the hardware does not answer, and then nothing has changed. */
    boolean map(int stream, long address, int pages);

    /** Lets a stream reach pages no more; false if that is not certain, because the hardware does not answer. */
    boolean unmap(int stream, long address, int pages);

    /** Holds up all of a stream's accesses, and reports them no more, until it is {@linkplain #admit admitted}. */
    void silence(int stream);

    /** Ends {@link #silence}. */
    void admit(int stream);

    /** Takes the next access that was held up, which the following methods tell of; false if there is none. */
    boolean nextFault();

    /** The stream of the access. */
    int faultStream();

    /** Where it was to go. */
    long faultAddress();

    /** Whether it was to write. */
    boolean faultWrites();
}
