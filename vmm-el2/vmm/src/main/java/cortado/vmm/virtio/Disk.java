package cortado.vmm.virtio;

/** What a {@link VirtioBlk} keeps its sectors in. A sector has 512 bytes. */
public interface Disk {
    /** Sectors. */
    long sectors();

    /** Whether writes are refused. */
    boolean readOnly();

    /**
     * Reads whole sectors, which exist.
     *
     * @return whether it went well
     */
    boolean read(long sector, byte[] target, int count);

    /** Writes whole sectors, which exist. */
    boolean write(long sector, byte[] source, int count);

    /** Makes what was written durable. */
    boolean flush();
}
