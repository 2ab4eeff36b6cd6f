package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.Status;

/**
 * The headers of a static ELF64 executable (System V gABI, "ELF Header" and "Program Header"), read from RAM that no
 * one vouches for. What {@link #read} accepts has segments that lie in the file and in user space, in ascending order,
 * without a page in common, none both writable and executable, and an entry point in an executable one.
 */
final class ElfImage {
    static final int MAX_SEGMENTS = 16;

    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;
    /** 0x7f 'E' 'L' 'F'. */
    private static final int MAGIC = 0x464c_457f;
    /** ELFCLASS64, ELFDATA2LSB, EV_CURRENT; the two bytes behind them name an ABI, which is not looked at. */
    private static final int IDENT = 0x01_0102;

    private static final int TYPE_EXECUTABLE = 2;
    private static final int LOAD = 1;
    private static final int DYNAMIC = 2;
    private static final int INTERPRETER = 3;
    private static final int FLAG_EXECUTE = 1;
    private static final int FLAG_WRITE = 2;
    private static final int FLAG_READ = 4;

    private final byte[] bytes = new byte[MAX_SEGMENTS * PROGRAM_HEADER];
    long entry;
    int segments;
    /** By segment: where its bytes are in the file, where they go, how many there are in the file and in memory. */
    final long[] offsets = new long[MAX_SEGMENTS];

    final long[] addresses = new long[MAX_SEGMENTS];
    final long[] fileSizes = new long[MAX_SEGMENTS];
    final long[] memorySizes = new long[MAX_SEGMENTS];
    /** {@link Machine} access bits. */
    final int[] accesses = new int[MAX_SEGMENTS];

    /** Reads the file at a physical address: OK or BAD_IMAGE. */
    int read(Machine machine, long physical, long length) {
        if (length < HEADER) {
            return Status.BAD_IMAGE;
        }
        machine.readPhysical(physical, bytes, 0, HEADER);
        if (!isExecutableFor(machine.elfMachine())) {
            return Status.BAD_IMAGE;
        }
        entry = LittleEndian.i64(bytes, 24);
        long table = LittleEndian.i64(bytes, 32);
        int count = LittleEndian.u16(bytes, 56);
        if (LittleEndian.u16(bytes, 54) != PROGRAM_HEADER || count == 0 || count > MAX_SEGMENTS) {
            return Status.BAD_IMAGE;
        }
        if (table < 0 || table > length - (long) count * PROGRAM_HEADER) {
            return Status.BAD_IMAGE;
        }
        machine.readPhysical(physical + table, bytes, 0, count * PROGRAM_HEADER);
        return readSegments(count, length);
    }

    private boolean isExecutableFor(int machine) {
        return LittleEndian.i32(bytes, 0) == MAGIC
                && (LittleEndian.i32(bytes, 4) & 0xff_ffff) == IDENT
                && LittleEndian.u16(bytes, 16) == TYPE_EXECUTABLE
                && LittleEndian.u16(bytes, 18) == machine;
    }

    private int readSegments(int count, long length) {
        segments = 0;
        long end = Limits.USER_START;
        boolean entered = false;
        for (int i = 0; i < count; i++) {
            int at = i * PROGRAM_HEADER;
            int type = LittleEndian.i32(bytes, at);
            if (type == DYNAMIC || type == INTERPRETER) {
                return Status.BAD_IMAGE;
            }
            if (type != LOAD || LittleEndian.i64(bytes, at + 40) == 0) {
                continue;
            }
            if (!readSegment(at, end, length)) {
                return Status.BAD_IMAGE;
            }
            long address = addresses[segments];
            long size = memorySizes[segments];
            boolean executable = (accesses[segments] & Machine.EXECUTE) != 0;
            entered |= executable && entry >= address && entry < address + size;
            end = address + size + Limits.PAGE - 1 & -Limits.PAGE;
            segments++;
        }
        return entered ? Status.OK : Status.BAD_IMAGE;
    }

    private boolean readSegment(int at, long lowest, long length) {
        int flags = LittleEndian.i32(bytes, at + 4);
        long offset = LittleEndian.i64(bytes, at + 8);
        long address = LittleEndian.i64(bytes, at + 16);
        long fileSize = LittleEndian.i64(bytes, at + 32);
        long memorySize = LittleEndian.i64(bytes, at + 40);
        boolean inFile = offset >= 0 && fileSize >= 0 && fileSize <= length && offset <= length - fileSize;
        boolean inSpace = memorySize > 0
                && memorySize <= Limits.USER_END
                && address <= Limits.USER_END - memorySize
                && (address & -Limits.PAGE) >= lowest;
        boolean writableCode = (flags & FLAG_WRITE) != 0 && (flags & FLAG_EXECUTE) != 0;
        if (!inFile || !inSpace || fileSize > memorySize || writableCode || (flags & FLAG_READ) == 0) {
            return false;
        }
        offsets[segments] = offset;
        addresses[segments] = address;
        fileSizes[segments] = fileSize;
        memorySizes[segments] = memorySize;
        accesses[segments] = Machine.READ
                | ((flags & FLAG_WRITE) != 0 ? Machine.WRITE : 0)
                | ((flags & FLAG_EXECUTE) != 0 ? Machine.EXECUTE : 0);
        return true;
    }
}
