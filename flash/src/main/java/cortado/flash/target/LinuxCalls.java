package cortado.flash.target;

import static java.lang.foreign.ValueLayout.ADDRESS;
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

    private static final MethodHandle OPEN =
            variadic("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), 2);
    private static final MethodHandle CLOSE = plain("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle FSYNC = plain("fsync", FunctionDescriptor.of(JAVA_INT, JAVA_INT));
    private static final MethodHandle FLOCK = plain("flock", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle PREAD =
            plain("pread", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle PWRITE =
            plain("pwrite", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG));
    private static final MethodHandle IOCTL =
            variadic("ioctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG, ADDRESS), 2);
    private static final MethodHandle STATX =
            plain("statx", FunctionDescriptor.of(JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS));

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
    private static MethodHandle plain(String name, FunctionDescriptor type) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name), type, Linker.Option.captureCallState("errno"));
    }

    @SuppressWarnings("restricted")
    private static MethodHandle variadic(String name, FunctionDescriptor type, int fixed) {
        return LINKER.downcallHandle(
                LINKER.defaultLookup().findOrThrow(name),
                type,
                Linker.Option.captureCallState("errno"),
                Linker.Option.firstVariadicArg(fixed));
    }

    private static long checked(String call, long result, MemorySegment state) throws ErrnoException {
        if (result < 0) {
            throw new ErrnoException(call, (int) ERRNO.get(state, 0L));
        }
        return result;
    }

    private static RuntimeException broken(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return new IllegalStateException("the C library could not be called", cause);
    }

    static int open(String path, int flags) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result;
            try {
                result = (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags | O_CLOEXEC, 0);
            } catch (Throwable e) {
                throw broken(e);
            }
            return (int) checked("open", result, state);
        }
    }

    static void close(int file) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result;
            try {
                result = (int) CLOSE.invokeExact(state, file);
            } catch (Throwable e) {
                throw broken(e);
            }
            checked("close", result, state);
        }
    }

    static void fsync(int file) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result;
            try {
                result = (int) FSYNC.invokeExact(state, file);
            } catch (Throwable e) {
                throw broken(e);
            }
            checked("fsync", result, state);
        }
    }

    static void flock(int file, int operation) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result;
            try {
                result = (int) FLOCK.invokeExact(state, file, operation);
            } catch (Throwable e) {
                throw broken(e);
            }
            checked("flock", result, state);
        }
    }

    /** Bytes read, which may be fewer than asked for; 0 at the end. */
    static long pread(int file, MemorySegment into, long offset) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result;
            try {
                result = (long) PREAD.invokeExact(state, file, into, into.byteSize(), offset);
            } catch (Throwable e) {
                throw broken(e);
            }
            return checked("read", result, state);
        }
    }

    /** Bytes written, which may be fewer than asked for. */
    static long pwrite(int file, MemorySegment from, long offset) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            long result;
            try {
                result = (long) PWRITE.invokeExact(state, file, from, from.byteSize(), offset);
            } catch (Throwable e) {
                throw broken(e);
            }
            return checked("write", result, state);
        }
    }

    /** An ioctl without an argument. */
    static void control(int file, long request) throws ErrnoException {
        control(file, request, MemorySegment.NULL);
    }

    /** An ioctl that fills in a number of 8 bytes, or of 4 with zeros in front. */
    static long number(int file, long request) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment answer = arena.allocate(JAVA_LONG);
            control(file, request, answer);
            return answer.get(JAVA_LONG, 0);
        }
    }

    private static void control(int file, long request, MemorySegment argument) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            int result;
            try {
                result = (int) IOCTL.invokeExact(state, file, request, argument);
            } catch (Throwable e) {
                throw broken(e);
            }
            checked("ioctl", result, state);
        }
    }

    /** The numbers of the block device that is open, such as {@code 8:16}; empty for anything else. */
    static String blockDevice(int file) throws ErrnoException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(STATE);
            MemorySegment status = arena.allocate(STATX_BYTES, Long.BYTES);
            int result;
            try {
                result =
                        (int) STATX.invokeExact(state, file, arena.allocateFrom(""), AT_EMPTY_PATH, STATX_TYPE, status);
            } catch (Throwable e) {
                throw broken(e);
            }
            checked("statx", result, state);
            int mode = Short.toUnsignedInt(status.get(JAVA_SHORT, STATX_MODE_AT));
            return (mode & MODE_TYPE) != MODE_BLOCK
                    ? ""
                    : status.get(JAVA_INT, STATX_RDEV_MAJOR_AT) + ":" + status.get(JAVA_INT, STATX_RDEV_MINOR_AT);
        }
    }
}
