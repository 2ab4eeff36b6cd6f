package cortado.flash.serial;

import java.io.InputStream;
import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;

/**
 * A pair of connected terminals (pty(7)): the test has this end, the program under test opens the other by its path.
 */
public final class PseudoTerminal implements AutoCloseable {
    private static final int READ_WRITE = 2;
    private static final int NOT_CONTROLLING = 0x100;
    private static final int BUFFER = 4096;

    private final int descriptor;
    private final String path;

    private PseudoTerminal(int descriptor, String path) {
        this.descriptor = descriptor;
        this.path = path;
    }

    /** Makes a pair. */
    public static PseudoTerminal open() {
        try (Arena arena = Arena.ofConfined()) {
            int descriptor = call("posix_openpt", READ_WRITE | NOT_CONTROLLING);
            if (descriptor < 0 || call("grantpt", descriptor) != 0 || call("unlockpt", descriptor) != 0) {
                throw new IllegalStateException("this machine gives out no pseudo-terminals");
            }
            MemorySegment name = arena.allocate(128);
            MethodHandle nameOf = handle(
                    "ptsname_r",
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.ADDRESS,
                    ValueLayout.JAVA_LONG);
            if ((int) nameOf.invokeExact(descriptor, name, 128L) != 0) {
                throw new IllegalStateException("the pseudo-terminal has no name");
            }
            return new PseudoTerminal(descriptor, name.getString(0));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    @SuppressWarnings("restricted")
    private static MethodHandle handle(String name, MemoryLayout result, MemoryLayout... arguments) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(
                linker.defaultLookup().find(name).orElseThrow(), FunctionDescriptor.of(result, arguments));
    }

    private static int call(String name, int argument) throws Throwable {
        return (int) handle(name, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT).invokeExact(argument);
    }

    private long transfer(String name, MemorySegment bytes, long length) {
        try {
            return (long) handle(
                            name,
                            ValueLayout.JAVA_LONG,
                            ValueLayout.JAVA_INT,
                            ValueLayout.ADDRESS,
                            ValueLayout.JAVA_LONG)
                    .invokeExact(descriptor, bytes, length);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the program under test opens. */
    public String path() {
        return path;
    }

    /** Sends to the program under test. */
    public void say(String text) {
        out().writeAll(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What the program under test sends; ends when it has closed its end. */
    public InputStream in() {
        return new InputStream() {
            @Override
            public int read() {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] into, int from, int length) {
                try (Arena arena = Arena.ofConfined()) {
                    MemorySegment bytes = arena.allocate(BUFFER);
                    long count = transfer("read", bytes, Math.min(length, BUFFER));
                    if (count <= 0) {
                        return -1;
                    }
                    MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, 0, into, from, (int) count);
                    return (int) count;
                }
            }
        };
    }

    /** A stream that sends everything at once. */
    public final class Sender extends OutputStream {
        @Override
        public void write(int octet) {
            writeAll(new byte[] {(byte) octet});
        }

        void writeAll(byte[] content) {
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment bytes = arena.allocateFrom(ValueLayout.JAVA_BYTE, content);
                for (long done = 0; done < content.length; ) {
                    long count = transfer("write", bytes.asSlice(done), content.length - done);
                    if (count <= 0) {
                        throw new IllegalStateException("the pseudo-terminal takes no more");
                    }
                    done += count;
                }
            }
        }
    }

    /** Sends to the program under test. */
    public Sender out() {
        return new Sender();
    }

    /** Pulls the plug. */
    @Override
    public void close() {
        try {
            int ignored = call("close", descriptor);
            assert ignored <= 0;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
