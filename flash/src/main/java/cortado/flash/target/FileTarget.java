package cortado.flash.target;

import cortado.flash.target.TargetException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;

/** An image file; or, where the system's own calls are not known, anything else that can be opened. */
public final class FileTarget implements Target {
    private static final int NONE = -1;

    private final Path path;
    private final FileChannel file;
    /** A second descriptor that reads past the page cache; {@link #NONE} where the file system offers none. */
    private final int direct;

    private FileTarget(Path path, FileChannel file, int direct) {
        this.path = path;
        this.file = file;
        this.direct = direct;
    }

    /** Opens a file, which is made if there is none. */
    public static FileTarget open(Path path) throws TargetException {
        try {
            FileChannel file = FileChannel.open(
                    path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return locked(new FileTarget(path, file, direct(path)));
        } catch (TargetException e) {
            throw e;
        } catch (AccessDeniedException e) {
            throw new TargetException(Kind.DENIED, path + " may not be written by you");
        } catch (FileSystemException e) {
            throw new TargetException(
                    Kind.ERROR,
                    path + " cannot be opened"
                            + (e.getReason() == null ? "; choose another folder" : ": " + e.getReason()));
        } catch (IOException e) {
            throw new TargetException(Kind.ERROR, path + " cannot be opened: " + e.getMessage());
        }
    }

    /** Two transfers to one file at once would leave a mixture of both. */
    private static FileTarget locked(FileTarget target) throws IOException {
        if (target.direct != NONE) {
            try {
                LinuxCalls.flock(target.direct, LinuxCalls.LOCK_EX_NB);
            } catch (ErrnoException e) {
                // Where a file system knows no locks there is none to be had.
                if (e.number() == ErrnoException.EAGAIN) {
                    target.close();
                    throw new TargetException(Kind.BUSY, target.path + " is being written by another program");
                }
            }
        }
        return target;
    }

    private static int direct(Path path) {
        if (!LinuxCalls.available()) {
            return NONE;
        }
        try {
            return LinuxCalls.open(path.toString(), LinuxCalls.O_RDONLY | LinuxCalls.O_DIRECT);
        } catch (ErrnoException e) {
            return NONE;
        }
    }

    @Override
    public String name() {
        return path.toString();
    }

    @Override
    public long size() {
        return Long.MAX_VALUE;
    }

    @Override
    public long held() {
        try {
            return file.size();
        } catch (IOException e) {
            return 0;
        }
    }

    @Override
    public int sector() {
        return 1;
    }

    @Override
    public boolean readsPastCache() {
        return direct != NONE;
    }

    @Override
    public void read(ByteBuffer into, long offset) throws TargetException {
        int start = into.position();
        try {
            while (into.hasRemaining()) {
                long at = offset + into.position() - start;
                if (readSome(into, at) <= 0) {
                    throw new TargetException(Kind.ERROR, path + " ends at " + mebibytes(at));
                }
            }
        } catch (TargetException e) {
            throw e;
        } catch (IOException e) {
            throw failure("reading", offset, e);
        }
    }

    /** Past the page cache where file system and alignment allow. */
    private int readSome(ByteBuffer into, long at) throws IOException {
        if (direct == NONE || !into.isDirect() || at % ALIGNMENT != 0 || into.remaining() % ALIGNMENT != 0) {
            return file.read(into, at);
        }
        try {
            int done = (int) LinuxCalls.pread(direct, into, at);
            into.position(into.position() + done);
            return done;
        } catch (ErrnoException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    @Override
    public void write(ByteBuffer from, long offset) throws TargetException {
        int start = from.position();
        try {
            while (from.hasRemaining()) {
                if (file.write(from, offset + from.position() - start) <= 0) {
                    throw new TargetException(
                            Kind.ERROR, "writing " + path + " at " + mebibytes(offset) + ": no more bytes were taken");
                }
            }
        } catch (TargetException e) {
            throw e;
        } catch (IOException e) {
            throw failure("writing", offset, e);
        }
    }

    @Override
    public void sync() throws TargetException {
        try {
            file.force(true);
        } catch (IOException e) {
            throw failure("flushing", 0, e);
        }
    }

    @Override
    public void finish(long size) throws TargetException {
        try {
            if (file.size() > size) {
                file.truncate(size);
            } else if (file.size() < size) {
                file.write(ByteBuffer.allocate(1), size - 1);
            }
            file.force(true);
        } catch (IOException e) {
            throw failure("finishing", size, e);
        }
    }

    /** Java passes on what the C library says about an error, but not its number. */
    private TargetException failure(String doing, long offset, IOException e) {
        String said = String.valueOf(e.getMessage());
        Kind kind = said.contains("No space left") || said.contains("too large") ? Kind.FULL : Kind.ERROR;
        String remedy = kind == Kind.FULL ? "; make room, or name a file on another file system" : "";
        return new TargetException(kind, doing + " " + path + " at " + mebibytes(offset) + ": " + said + remedy);
    }

    private static String mebibytes(long offset) {
        return String.format(Locale.ROOT, "%.1f MiB", offset / 1048576.0);
    }

    @Override
    public void close() throws TargetException {
        try (file) {
            if (direct != NONE) {
                LinuxCalls.close(direct);
            }
        } catch (IOException e) {
            throw failure("closing", 0, e);
        } catch (ErrnoException e) {
            throw failure("closing", 0, new IOException(e.getMessage(), e));
        }
    }
}
