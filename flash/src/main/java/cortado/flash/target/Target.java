package cortado.flash.target;

import java.nio.ByteBuffer;

/**
 * Where an image is written to: a block device, or a file. Buffers come from {@link Buffers}; offsets and lengths are
 * multiples of {@link #sector}.
 */
public interface Target extends AutoCloseable {
    /** The largest sector there is; direct access to a device wants offsets, lengths and addresses to be multiples. */
    int ALIGNMENT = 4096;

    /** How the person named it. */
    String name();

    /** Bytes that fit; for a file {@link Long#MAX_VALUE}. */
    long size();

    /** Bytes that can be read now: a device's size, a file's length. */
    long held();

    /** What offsets and lengths must be multiples of: {@link #ALIGNMENT} for a device, 1 for a file. */
    int sector();

    /** Whether reads come from the medium and not from the system's memory. */
    boolean readsPastCache();

    /**
     * Fills the buffer's remaining bytes.
     *
     * @throws TargetException if that many bytes could not be read
     */
    void read(ByteBuffer into, long offset) throws TargetException;

    /**
     * Writes the buffer's remaining bytes; they are safe after {@link #sync}.
     *
     * @throws TargetException if not all bytes could be written; how many were is not known then
     */
    void write(ByteBuffer from, long offset) throws TargetException;

    /** Waits until everything written is on the medium. */
    void sync() throws TargetException;

    /** Everything is written: the system may look at the new partitions, and a file ends at this size. */
    void finish(long size) throws TargetException;

    @Override
    void close() throws TargetException;
}
