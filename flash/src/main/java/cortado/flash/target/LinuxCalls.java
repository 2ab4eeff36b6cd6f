package cortado.flash.target;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.Locale;

/**
 * The calls of the C library that Java's own channels do not offer: exclusive and direct opening, and the block layer's
 * controls. A call that fails throws an {@link ErrnoException}.
 */
final class LinuxCalls {
    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    /** On a block device: only if nothing has it mounted or in another exclusive use. */
    static final int O_EXCL = 0x80;

    static final int O_CLOEXEC = 0x80000;
    /** Past the page cache. asm-generic/fcntl.h has 0x4000; arch/arm64/include/uapi/asm/fcntl.h has its own. */
    static final int O_DIRECT = isArm() ? 0x10000 : 0x4000;

    static final int LOCK_EX_NB = 2 | 4;

    /** linux/fs.h: bytes of a block device. */
    static final long BLKGETSIZE64 = 0x80081272L;
    /** linux/fs.h: bytes of a logical sector. */
    static final long BLKSSZGET = 0x1268L;
    /** linux/fs.h: whether the kernel holds the device to be read-only. */
    static final long BLKROGET = 0x125eL;
    /** linux/fs.h: read the partition table again. */
    static final long BLKRRPART = 0x125fL;
    /** linux/fs.h: write back and forget what the page cache has of the device. */
    static final long BLKFLSBUF = 0x1261L;
    /** linux/fs.h: the number of this insertion of a medium, new for each; since Linux 5.15. */
    static final long BLKGETDISKSEQ = 0x80081280L;

    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_TYPE = 1;
    private static final int STATX_BYTES = 256;
    private static final int STATX_MODE_AT = 28;
    private static final int STATX_RDEV_MAJOR_AT = 128;
    private static final int STATX_RDEV_MINOR_AT = 132;
    private static final int MODE_TYPE = 0170000;
    private static final int MODE_BLOCK = 0060000;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final MemoryLayout STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    /**
     * All calls have this one shape, since each shape that is new costs a process tens of milliseconds: every argument
     * in a register of its own, as both CPUs' ABIs pass integers and pointers, also to functions with open argument
     * lists.
     */
    private static final FunctionDescriptor SHAPE =
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG);

    private static final MethodHandle OPEN = function("open");
    private static final MethodHandle CLOSE = function("close");
    private static final MethodHandle FSYNC = function("fsync");
    private static final MethodHandle FLOCK = function("flock");
    private static final MethodHandle PREAD = function("pread");
    private static final MethodHandle PWRITE = function("pwrite");
    private static final MethodHandle IOCTL = function("ioctl");
    private static final MethodHandle STATX = function("statx");

    private LinuxCalls() {}

    /** Whether this is a Linux whose numbers are known here. */
    static boolean available() {
        String cpu = System.getProperty("os.arch");
        return System.getProperty("os.name").equals("Linux") && (isArm() || cpu.equals("amd64"));
    }

    private static boolean isArm() {
        return System.getProperty("os.arch").toLowerCase(Locale.ROOT).equals("aarch64");
    }

    @SuppressWarnings("restricted")
    private static MethodHandle function(String name) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), SHAPE, Linker.Option.captureCallState("errno"));
    }

    /** The result of a function that returns an {@code int}, of whose register only the lower half counts. */
    private static int small(String name, MethodHandle function, long a, long b, long c, long d, long e)
            throws ErrnoException {
        return (int) call(name, function, true, a, b, c, d, e);
    }

    private static long call(String name, MethodHandle function, boolean small, long a, long b, long c, long d, long e)
            throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result;
            try {
                result = (long) function.invokeExact(state, a, b, c, d, e);
            } catch (Error failure) {
                throw failure;
            } catch (Throwable failure) {
                throw new IllegalStateException("the C library could not be called", failure);
            }
            long checked = small ? (int) result : result;
            if (checked < 0) {
                throw new ErrnoException(name, (int) ERRNO.get(state, 0L));
            }
            return checked;
        }
    }

    static int open(String path, int flags) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            return small("open", OPEN, arena.allocateFrom(path).address(), flags | O_CLOEXEC, 0, 0, 0);
        }
    }

    static void close(int file) throws ErrnoException {
        small("close", CLOSE, file, 0, 0, 0, 0);
    }

    static void fsync(int file) throws ErrnoException {
        small("fsync", FSYNC, file, 0, 0, 0, 0);
    }

    static void flock(int file, int operation) throws ErrnoException {
        small("flock", FLOCK, file, operation, 0, 0, 0);
    }

    /** Bytes read into memory outside of the heap, which may be fewer than asked for; 0 at the end. */
    static long pread(int file, ByteBuffer into, long offset) throws ErrnoException {
        return transfer("read", PREAD, file, into, offset);
    }

    /** Bytes written from memory outside of the heap, which may be fewer than asked for. */
    static long pwrite(int file, ByteBuffer from, long offset) throws ErrnoException {
        return transfer("write", PWRITE, file, from, offset);
    }

    private static long transfer(String name, MethodHandle function, int file, ByteBuffer buffer, long offset)
            throws ErrnoException {
        MemorySegment memory = MemorySegment.ofBuffer(buffer);
        if (!memory.isNative()) {
            throw new IllegalArgumentException("the system cannot reach a buffer on the heap");
        }
        try {
            return call(name, function, false, file, memory.address(), memory.byteSize(), offset, 0);
        } finally {
            // Only its address was handed on: the memory must outlive the call.
            Reference.reachabilityFence(buffer);
        }
    }

    /** An ioctl without an argument. */
    static void control(int file, long request) throws ErrnoException {
        small("ioctl", IOCTL, file, request, 0, 0, 0);
    }

    /** An ioctl that fills in a number of 8 bytes, or of 4 with zeros behind. */
    static long number(int file, long request) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(JAVA_LONG);
            small("ioctl", IOCTL, file, request, answer.address(), 0, 0);
            return answer.get(JAVA_LONG, 0);
        }
    }

    /** The numbers of the block device that is open, such as {@code 8:16}; empty for anything else. */
    static String blockDevice(int file) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment status = arena.allocate(STATX_BYTES, Long.BYTES);
            MemorySegment here = arena.allocateFrom("");
            small("statx", STATX, file, here.address(), AT_EMPTY_PATH, STATX_TYPE, status.address());
            int mode = Short.toUnsignedInt(status.get(JAVA_SHORT, STATX_MODE_AT));
            return (mode & MODE_TYPE) != MODE_BLOCK
                    ? ""
                    : status.get(JAVA_INT, STATX_RDEV_MAJOR_AT) + ":" + status.get(JAVA_INT, STATX_RDEV_MINOR_AT);
        }
    }
}
