package cortado.flash.target;

import cortado.flash.target.TargetException.Kind;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * A block device, opened exclusively and past the page cache. While it is open, nothing can mount it, and udev leaves
 * it alone (systemd's block device locking).
 */
public final class DeviceTarget implements Target {
    private final String path;
    private final DeviceFile file;
    private final long size;

    private DeviceTarget(String path, DeviceFile file, long size) {
        this.path = path;
        this.file = file;
        this.size = size;
    }

    /** Whether devices can be opened on this system at all. */
    public static boolean available() {
        return LinuxCalls.available();
    }

    /**
     * Opens a device for reading and writing.
     *
     * @throws TargetException if it is in use, absent, write-protected or not the person's to open
     */
    public static DeviceTarget open(String path) throws TargetException {
        try {
            return of(path, LinuxDevice.open(path));
        } catch (ErrnoException e) {
            throw notOpened(path, e);
        }
    }

    /** Takes over an open device. */
    static DeviceTarget of(String path, DeviceFile file) throws TargetException {
        try {
            if (file.isReadOnly()) {
                closeQuietly(file);
                throw new TargetException(Kind.READ_ONLY, path + " is write-protected");
            }
            return new DeviceTarget(path, file, file.size());
        } catch (ErrnoException e) {
            closeQuietly(file);
            throw notOpened(path, e);
        }
    }

    private static TargetException notOpened(String path, ErrnoException e) {
        return switch (e.number()) {
            case ErrnoException.EBUSY, ErrnoException.EAGAIN ->
                new TargetException(
                        Kind.BUSY,
                        path + " is in use: something has it open exclusively; `sudo lsof " + path + "` may name it");
            case ErrnoException.EACCES, ErrnoException.EPERM ->
                new TargetException(
                        Kind.DENIED, path + " may only be opened by root: put `sudo -E` in front of the same command");
            case ErrnoException.EROFS -> new TargetException(Kind.READ_ONLY, path + " is write-protected");
            case ErrnoException.ENXIO, ErrnoException.ENODEV, ErrnoException.ENOMEDIUM ->
                new TargetException(Kind.GONE, path + " has no medium, or was pulled: put the card in again");
            default -> new TargetException(Kind.ERROR, path + ": " + e.getMessage());
        };
    }

    /** The device's numbers, such as {@code 8:16}, and that of this insertion of its medium, 0 where unknown. */
    public record Opened(String number, long insertion) {}

    /** What is really open, whatever the path leads to by now. */
    public Opened opened() throws TargetException {
        try {
            return file.identity();
        } catch (ErrnoException e) {
            throw failure("identifying " + path, e);
        }
    }

    @Override
    public String name() {
        return path;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public long held() {
        return size;
    }

    @Override
    public int sector() {
        return ALIGNMENT;
    }

    @Override
    public boolean readsPastCache() {
        return true;
    }

    /**
     * How many of these bytes only fill the block inside which the device ends: buffers hold whole blocks, and a device
     * with smaller sectors may end after any of them.
     */
    private int filling(int length, long offset) {
        long beyond = offset + length - size;
        return beyond > 0 && beyond < Math.min(ALIGNMENT, length) ? (int) beyond : 0;
    }

    @Override
    public void read(ByteBuffer into, long offset) throws TargetException {
        int end = into.limit();
        into.limit(end - filling(into.remaining(), offset));
        readAll(into, offset);
        into.limit(end).position(end);
    }

    private void readAll(ByteBuffer into, long offset) throws TargetException {
        int start = into.position();
        while (into.hasRemaining()) {
            long at = offset + into.position() - start;
            int done;
            try {
                done = file.read(into, at);
            } catch (ErrnoException e) {
                if (e.number() == ErrnoException.EINTR) {
                    continue;
                }
                throw failure("reading " + path + " at " + mebibytes(at), e);
            }
            if (done == 0) {
                throw new TargetException(
                        Kind.GONE,
                        "reading " + path + " ended at " + mebibytes(at)
                                + ": it was pulled, or has less room than it says");
            }
            into.position(into.position() + done);
        }
    }

    @Override
    public void write(ByteBuffer from, long offset) throws TargetException {
        int end = from.limit();
        from.limit(end - filling(from.remaining(), offset));
        writeAll(from, offset);
        from.limit(end).position(end);
    }

    private void writeAll(ByteBuffer from, long offset) throws TargetException {
        int start = from.position();
        while (from.hasRemaining()) {
            long at = offset + from.position() - start;
            int done;
            try {
                done = file.write(from, at);
            } catch (ErrnoException e) {
                if (e.number() == ErrnoException.EINTR) {
                    continue;
                }
                throw failure("writing " + path + " at " + mebibytes(at), e);
            }
            if (done == 0) {
                throw new TargetException(
                        Kind.ERROR,
                        "writing " + path + " at " + mebibytes(at)
                                + ": the device took no more bytes; try another card");
            }
            from.position(from.position() + done);
        }
    }

    @Override
    public void sync() throws TargetException {
        try {
            file.sync();
        } catch (ErrnoException e) {
            throw failure("flushing " + path, e);
        }
    }

    @Override
    public void finish(long bytes) {
        try {
            file.readPartitions();
        } catch (ErrnoException e) {
            // The kernel looks again when the card is next inserted.
            return;
        }
    }

    private TargetException failure(String doing, ErrnoException e) {
        String what = doing + ": " + e.getMessage();
        return switch (e.number()) {
            case ErrnoException.ENXIO, ErrnoException.ENODEV, ErrnoException.ENOMEDIUM ->
                new TargetException(Kind.GONE, what + "; the device was pulled");
            case ErrnoException.ENOSPC ->
                new TargetException(Kind.FULL, what + "; it has less room than it says: take another card");
            case ErrnoException.EROFS, ErrnoException.EPERM -> new TargetException(Kind.READ_ONLY, what);
            default ->
                new TargetException(Kind.ERROR, what + "; try another port or reader, and if it stays, another card");
        };
    }

    private static String mebibytes(long offset) {
        return String.format(Locale.ROOT, "%.1f MiB", offset / 1048576.0);
    }

    @Override
    public void close() throws TargetException {
        try {
            file.close();
        } catch (ErrnoException e) {
            throw failure("closing " + path, e);
        }
    }

    private static void closeQuietly(DeviceFile file) {
        try {
            file.close();
        } catch (ErrnoException e) {
            // The reason that the device was not opened says more.
            return;
        }
    }
}
