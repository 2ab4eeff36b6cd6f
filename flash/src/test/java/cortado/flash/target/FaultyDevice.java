package cortado.flash.target;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.LongPredicate;

/** A drive in memory with the faults that real cards and readers have; read and written by several threads. */
public final class FaultyDevice implements DeviceFile {
    private final byte[] content;
    private int longest = Integer.MAX_VALUE;
    private int operationsLeft = Integer.MAX_VALUE;
    private int writeError;
    private LongPredicate badWrite = offset -> false;
    private LongPredicate badRead = offset -> false;
    private long lie = -1;
    private long realSize = Long.MAX_VALUE;
    private long wrap = Long.MAX_VALUE;
    private boolean readOnly;
    private boolean lostOnSync;
    private long writtenBytes;
    private long readBytes;

    /** A faultless drive of this size that holds something else. */
    public FaultyDevice(int size) {
        content = new byte[size];
        Arrays.fill(content, (byte) 0x5a);
    }

    /** Opens it as the product does. */
    public Target open() throws TargetException {
        return DeviceTarget.of("/dev/faulty", this);
    }

    /** Reads and writes do at most this many bytes at once. */
    public FaultyDevice doingAtMost(int bytes) {
        longest = bytes;
        return this;
    }

    /** After this many reads, writes and flushes it is pulled. */
    public FaultyDevice pulledAfter(int operations) {
        operationsLeft = operations;
        return this;
    }

    /** Writes that begin at such an offset fail with this number of errno.h. */
    public FaultyDevice failingWrites(LongPredicate where, int errno) {
        badWrite = where;
        writeError = errno;
        return this;
    }

    /** Reads that begin at such an offset fail with EIO. */
    public FaultyDevice failingReads(LongPredicate where) {
        badRead = where;
        return this;
    }

    /** One bit of this byte always reads wrong. */
    public FaultyDevice lyingAt(long offset) {
        lie = offset;
        return this;
    }

    /** It says that it is as large as it looks, but writes from here on go nowhere, as a forged card's do. */
    public FaultyDevice forgedFrom(long offset) {
        realSize = offset;
        return this;
    }

    /** It says that it is as large as it looks, but begins anew from here on, as other forged cards do. */
    public FaultyDevice beginningAnewAt(int offset) {
        wrap = offset;
        return this;
    }

    /** Its lock is on. */
    public FaultyDevice writeProtected() {
        readOnly = true;
        return this;
    }

    /** Flushing fails: what was written may be lost. */
    public FaultyDevice failingToFlush() {
        lostOnSync = true;
        return this;
    }

    /** Takes all faults away: the card is in a good reader now. */
    public FaultyDevice healed() {
        longest = Integer.MAX_VALUE;
        operationsLeft = Integer.MAX_VALUE;
        badWrite = offset -> false;
        badRead = offset -> false;
        lie = -1;
        lostOnSync = false;
        writtenBytes = 0;
        readBytes = 0;
        return this;
    }

    /** What is on it. */
    public byte[] content() {
        return content;
    }

    /** Bytes that were written to it. */
    public synchronized long writtenBytes() {
        return writtenBytes;
    }

    /** Bytes that were read from it. */
    public synchronized long readBytes() {
        return readBytes;
    }

    private synchronized void operation() throws ErrnoException {
        if (operationsLeft-- <= 0) {
            operationsLeft = 0;
            throw new ErrnoException("input/output", ErrnoException.ENODEV);
        }
    }

    private static void aligned(ByteBuffer buffer, long offset) throws ErrnoException {
        if (offset % Target.ALIGNMENT != 0 || buffer.remaining() % 512 != 0 || !buffer.isDirect()) {
            throw new ErrnoException("input/output", ErrnoException.EINVAL);
        }
    }

    @Override
    public int read(ByteBuffer into, long offset) throws ErrnoException {
        operation();
        if (longest == Integer.MAX_VALUE) {
            aligned(into, offset);
        }
        if (badRead.test(offset)) {
            throw new ErrnoException("read", ErrnoException.EIO);
        }
        int length = (int) Math.min(Math.min(into.remaining(), longest), content.length - offset);
        synchronized (this) {
            into.slice(into.position(), length).put(content, (int) (offset % wrap), length);
            readBytes += length;
        }
        if (lie >= offset && lie < offset + length) {
            int at = into.position() + (int) (lie - offset);
            into.put(at, (byte) (into.get(at) ^ 4));
        }
        return length;
    }

    @Override
    public int write(ByteBuffer from, long offset) throws ErrnoException {
        operation();
        if (longest == Integer.MAX_VALUE) {
            aligned(from, offset);
        }
        if (badWrite.test(offset)) {
            throw new ErrnoException("write", writeError);
        }
        int length = (int) Math.min(Math.min(from.remaining(), longest), content.length - offset);
        int kept = (int) Math.max(0, Math.min(length, realSize - offset));
        synchronized (this) {
            from.slice(from.position(), kept).get(content, (int) (offset % wrap), kept);
            writtenBytes += length;
        }
        return length;
    }

    @Override
    public void sync() throws ErrnoException {
        operation();
        if (lostOnSync) {
            throw new ErrnoException("fsync", ErrnoException.EIO);
        }
    }

    @Override
    public void readPartitions() {}

    @Override
    public long size() {
        return content.length;
    }

    @Override
    public boolean isReadOnly() {
        return readOnly;
    }

    @Override
    public DeviceTarget.Opened identity() {
        return new DeviceTarget.Opened("8:16", 1);
    }

    @Override
    public void close() {}
}
