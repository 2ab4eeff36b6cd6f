package cortado.flash.target;

import java.nio.ByteBuffer;

/** A block device of Linux, opened for one user alone and past the page cache. */
final class LinuxDevice implements DeviceFile {
    /** udev holds its lock for a moment whenever a card is inserted or was written. */
    private static final int LOCK_TRIES = 100;

    private static final int LOCK_PAUSE_MS = 50;

    private final int file;

    private LinuxDevice(int file) {
        this.file = file;
    }

    /** Opens it and takes the lock that keeps udev away. */
    static LinuxDevice open(String path) throws ErrnoException {
        int file = LinuxCalls.open(path, LinuxCalls.O_RDWR | LinuxCalls.O_EXCL | LinuxCalls.O_DIRECT);
        try {
            lock(file);
            return new LinuxDevice(file);
        } catch (ErrnoException e) {
            LinuxCalls.close(file);
            throw e;
        }
    }

    private static void lock(int file) throws ErrnoException {
        for (int left = LOCK_TRIES; ; left--) {
            try {
                LinuxCalls.flock(file, LinuxCalls.LOCK_EX_NB);
                return;
            } catch (ErrnoException e) {
                if (left == 0 || e.number() != ErrnoException.EAGAIN || !paused()) {
                    throw e;
                }
            }
        }
    }

    private static boolean paused() {
        try {
            Thread.sleep(LOCK_PAUSE_MS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public int read(ByteBuffer into, long offset) throws ErrnoException {
        return (int) LinuxCalls.pread(file, into, offset);
    }

    @Override
    public int write(ByteBuffer from, long offset) throws ErrnoException {
        return (int) LinuxCalls.pwrite(file, from, offset);
    }

    @Override
    public void sync() throws ErrnoException {
        LinuxCalls.fsync(file);
        try {
            LinuxCalls.control(file, LinuxCalls.BLKFLSBUF);
        } catch (ErrnoException e) {
            if (e.number() != ErrnoException.EACCES && e.number() != ErrnoException.EPERM) {
                throw e;
            }
            // Only root may; direct reads pass the cache without it.
        }
    }

    @Override
    public void readPartitions() throws ErrnoException {
        LinuxCalls.control(file, LinuxCalls.BLKRRPART);
    }

    @Override
    public long size() throws ErrnoException {
        return LinuxCalls.number(file, LinuxCalls.BLKGETSIZE64);
    }

    @Override
    public boolean isReadOnly() throws ErrnoException {
        return LinuxCalls.number(file, LinuxCalls.BLKROGET) != 0;
    }

    @Override
    public DeviceTarget.Opened identity() throws ErrnoException {
        return new DeviceTarget.Opened(LinuxCalls.blockDevice(file), insertion());
    }

    private long insertion() {
        try {
            return LinuxCalls.number(file, LinuxCalls.BLKGETDISKSEQ);
        } catch (ErrnoException e) {
            // Before Linux 5.15 there is no such number.
            return 0;
        }
    }

    @Override
    public void close() throws ErrnoException {
        LinuxCalls.close(file);
    }
}
