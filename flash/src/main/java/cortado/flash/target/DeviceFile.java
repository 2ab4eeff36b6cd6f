package cortado.flash.target;

import java.nio.ByteBuffer;

/** An open block device as the system offers it: reads and writes may do less than was asked for. */
interface DeviceFile {
    /** Reads into the buffer's remaining bytes; how many were, 0 at the device's end. Moves no position. */
    int read(ByteBuffer into, long offset) throws ErrnoException;

    /** Writes the buffer's remaining bytes; how many were. Moves no position. */
    int write(ByteBuffer from, long offset) throws ErrnoException;

    /** Waits until what was written is on the medium, and forgets what memory holds of it. */
    void sync() throws ErrnoException;

    /** Lets the system look at the partitions again. */
    void readPartitions() throws ErrnoException;

    /** Bytes of the device. */
    long size() throws ErrnoException;

    /** Whether the system holds it to be read-only. */
    boolean isReadOnly() throws ErrnoException;

    /** What is open. */
    DeviceTarget.Opened identity() throws ErrnoException;

    void close() throws ErrnoException;
}
