package cortado.flash.loop;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file system of one file, served from this process, whose reads and writes do as the test says (linux/fuse.h,
 * protocol 7.31). A loop device over that file is a real block device with real faults.
 */
public final class FuseDisk implements AutoCloseable {
    private static final int O_RDWR_CLOEXEC = 0x80002;
    private static final int MNT_DETACH = 2;
    private static final int MAX_WRITE = 128 << 10;
    private static final int REQUEST = MAX_WRITE + 4096;
    private static final int IN_HEADER = 40;
    private static final int OUT_HEADER = 16;
    private static final int WRITE_HEADER = 40;
    private static final int DIRECT_IO = 1;
    private static final int BIG_WRITES = 1 << 5;
    private static final int ENOENT = 2;
    private static final int ENOSYS = 38;
    private static final long ROOT = 1;
    private static final long DISK = 2;
    private static final int FOLDER_MODE = 0040700;
    private static final int FILE_MODE = 0100600;

    private static final MethodHandle OPEN = call("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle CLOSE = call("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle READ =
            call("read", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle WRITE =
            call("write", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG));
    private static final MethodHandle MOUNT =
            call("mount", FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS));
    private static final MethodHandle UNMOUNT = call("umount2", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));

    /** What the disk does when it is asked. */
    public interface Behaviour {
        /** Fills the buffer from the disk; 0, or a number of errno.h. */
        int read(ByteBuffer into, long offset);

        /** Takes the buffer; 0, or a number of errno.h. */
        int write(ByteBuffer from, long offset);
    }

    private final Path point;
    private final int connection;
    private final long size;
    private final Behaviour behaviour;
    private final Thread server;

    private FuseDisk(Path point, int connection, long size, Behaviour behaviour) {
        this.point = point;
        this.connection = connection;
        this.size = size;
        this.behaviour = behaviour;
        this.server = Thread.ofPlatform().name("fuse").daemon().start(this::serve);
    }

    /** Mounts the file system, or nothing where this machine or user may not. */
    public static Optional<FuseDisk> mount(Path point, long size, Behaviour behaviour) {
        if (!System.getProperty("os.name").equals("Linux") || !Files.isWritable(Path.of("/dev/fuse"))) {
            return Optional.empty();
        }
        try (Arena arena = Arena.ofConfined()) {
            int connection = (int) OPEN.invokeExact(arena.allocateFrom("/dev/fuse"), O_RDWR_CLOEXEC);
            if (connection < 0) {
                return Optional.empty();
            }
            int mounted = (int) MOUNT.invokeExact(
                    arena.allocateFrom("cortado"),
                    arena.allocateFrom(point.toString()),
                    arena.allocateFrom("fuse"),
                    0L,
                    arena.allocateFrom("fd=" + connection + ",rootmode=40000,user_id=0,group_id=0"));
            if (mounted < 0) {
                int closed = (int) CLOSE.invokeExact(connection);
                assert closed == 0;
                return Optional.empty();
            }
            return Optional.of(new FuseDisk(point, connection, size, behaviour));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** The file. */
    public Path file() {
        return point.resolve("disk");
    }

    @SuppressWarnings("restricted")
    private static MethodHandle call(String name, FunctionDescriptor type) {
        return Linker.nativeLinker()
                .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), type);
    }

    private void serve() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment request = arena.allocate(REQUEST, 8);
            MemorySegment answer = arena.allocate(REQUEST, 8);
            while (true) {
                long length = (long) READ.invokeExact(connection, request, (long) REQUEST);
                if (length < IN_HEADER) {
                    return;
                }
                ByteBuffer in = request.asByteBuffer().limit((int) length).order(ByteOrder.nativeOrder());
                ByteBuffer out =
                        answer.asByteBuffer().order(ByteOrder.nativeOrder()).position(OUT_HEADER);
                if (answered(in, out)) {
                    out.putInt(0, out.position()).putLong(8, in.getLong(8));
                    long sent = (long) WRITE.invokeExact(connection, answer, (long) out.position());
                    assert sent != 0;
                }
            }
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts an answer's body behind the header; false for requests that want none. */
    private boolean answered(ByteBuffer in, ByteBuffer out) {
        int error = 0;
        int body = IN_HEADER;
        switch (in.getInt(4)) {
            case 26 -> // INIT
                out.putInt(7)
                        .putInt(31)
                        .putInt(MAX_WRITE)
                        .putInt(BIG_WRITES)
                        .putInt(0)
                        .putInt(MAX_WRITE)
                        .putInt(1)
                        .put(new byte[36]);
            case 1 -> { // LOOKUP
                if (in.get(body) != 'd') {
                    error = ENOENT;
                } else {
                    attributes(
                            out.putLong(DISK)
                                    .putLong(0)
                                    .putLong(3600)
                                    .putLong(3600)
                                    .putLong(0),
                            DISK);
                }
            }
            case 3, 4 -> // GETATTR, SETATTR
                attributes(out.putLong(3600).putLong(0), in.getLong(16));
            case 14 -> // OPEN
                out.putLong(0).putInt(DIRECT_IO).putInt(0);
            case 27 -> // OPENDIR
                out.putLong(0).putLong(0);
            case 15 -> { // READ
                int length = (int) Math.min(in.getInt(body + 16), size - in.getLong(body + 8));
                error = behaviour.read(out.slice(OUT_HEADER, length), in.getLong(body + 8));
                out.position(OUT_HEADER + length);
            }
            case 16 -> { // WRITE
                int length = in.getInt(body + 16);
                error = behaviour.write(in.slice(body + WRITE_HEADER, length), in.getLong(body + 8));
                out.putInt(length).putInt(0);
            }
            case 17 -> // STATFS
                out.put(new byte[80]);
            case 18, 20, 25, 29, 34 -> {} // RELEASE, FSYNC, FLUSH, RELEASEDIR, ACCESS
            case 2, 36, 42 -> { // FORGET, INTERRUPT, BATCH_FORGET
                return false;
            }
            default -> error = ENOSYS;
        }
        if (error != 0) {
            out.position(OUT_HEADER);
        }
        out.putInt(4, -error);
        return true;
    }

    private void attributes(ByteBuffer out, long node) {
        out.putLong(node).putLong(node == ROOT ? 0 : size).putLong(node == ROOT ? 0 : size / 512);
        out.put(new byte[36]);
        out.putInt(node == ROOT ? FOLDER_MODE : FILE_MODE)
                .putInt(1)
                .putLong(0)
                .putInt(0)
                .putInt(4096)
                .putInt(0);
    }

    @Override
    public void close() {
        try (Arena arena = Arena.ofConfined()) {
            int unmounted = (int) UNMOUNT.invokeExact(arena.allocateFrom(point.toString()), MNT_DETACH);
            assert unmounted <= 0;
            server.join(5000);
            int closed = (int) CLOSE.invokeExact(connection);
            assert closed <= 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
