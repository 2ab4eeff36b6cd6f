package cortado.kernel;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;
import cortado.abi.LogLayout;
import cortado.abi.Status;

/**
 * The kernel's log: a ring of {@link LogLayout} records that overwrites its oldest. Positions count bytes since boot,
 * so that a reader can tell what it has missed. While no driver has the early UART's registers, lines go there too.
 */
final class Log {
    static final int ERROR = 0;
    static final int WARNING = 1;
    static final int INFORMATION = 2;
    static final int DETAIL = 3;

    private static final int MASK = KernelLimits.LOG - 1;

    private final Machine machine;
    private final byte[] ring = new byte[KernelLimits.LOG];
    private final byte[] header = new byte[LogLayout.TEXT];
    /** Position of the oldest whole record, and of the one that will come next. */
    private long oldest;

    private long end;
    /** Mappings of the early UART's registers. */
    private int claims;

    Log(Machine machine) {
        this.machine = machine;
    }

    /** A driver has the early UART now. */
    void claim() {
        claims++;
    }

    /** A driver's mapping of it has gone. */
    void unclaim() {
        claims--;
    }

    /** Appends one line: text of at most {@link Limits#LOG_LINE} bytes, in which control characters become spaces. */
    void append(Process source, int level, byte[] text, int length) {
        long time = machine.now();
        int size = LogLayout.TEXT + length + 7 & ~7;
        while (end + size - oldest > KernelLimits.LOG) {
            oldest += size(oldest);
        }
        for (int i = 0; i < length; i++) {
            if (text[i] >= 0 && text[i] < ' ') {
                text[i] = ' ';
            }
        }
        LittleEndian.put64(header, LogLayout.TIME, time);
        LittleEndian.put32(header, LogLayout.PROCESS, source == null ? 0 : source.id);
        LittleEndian.put16(header, LogLayout.LENGTH, length);
        LittleEndian.put16(header, LogLayout.LEVEL, level);
        store(end, header, LogLayout.TEXT);
        store(end + LogLayout.TEXT, text, length);
        end += size;
        if (claims == 0) {
            print(time, source, text, length);
        }
    }

    private void store(long position, byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            ring[(int) (position + i) & MASK] = bytes[i];
        }
    }

    /** Bytes of the record at a position. */
    private int size(long position) {
        // Records start on multiples of 8, so that the field never straddles the ring's end.
        int at = (int) (position + LogLayout.LENGTH) & MASK;
        return LogLayout.TEXT + LittleEndian.u16(ring, at) + 7 & ~7;
    }

    private void print(long time, Process source, byte[] text, int length) {
        machine.logByte('[');
        decimal(time / 1_000_000_000, 5, ' ');
        machine.logByte('.');
        decimal(time % 1_000_000_000 / 1000, 6, '0');
        machine.logByte(']');
        machine.logByte(' ');
        if (source != null) {
            for (int i = 0; i < source.name.length && source.name[i] != 0; i++) {
                machine.logByte(source.name[i]);
            }
            machine.logByte(':');
            machine.logByte(' ');
        }
        for (int i = 0; i < length; i++) {
            machine.logByte(text[i]);
        }
        machine.logByte('\r');
        machine.logByte('\n');
    }

    private void decimal(long value, int width, int fill) {
        long unit = 1;
        int digits = 1;
        while (value / unit >= 10) {
            unit *= 10;
            digits++;
        }
        for (int i = digits; i < width; i++) {
            machine.logByte(fill);
        }
        while (unit > 0) {
            machine.logByte((int) ('0' + value / unit % 10));
            unit /= 10;
        }
    }

    /** The position of the first whole record at or after a reader's. */
    long seek(long cursor) {
        long position = oldest;
        while (position < end && position < cursor) {
            position += size(position);
        }
        return position;
    }

    /** The position behind the last of the records from {@code start} that fit in so many bytes together. */
    long span(long start, long capacity) {
        long position = start;
        while (position < end && position + size(position) - start <= capacity) {
            position += size(position);
        }
        return position;
    }

    /** Whether there is a record at a position that {@link #seek} gave. */
    boolean has(long position) {
        return position < end;
    }

    /** Copies whole records out: OK or BAD_ADDRESS. */
    int copy(UserMemory memory, long start, long stop, long user) {
        long position = start;
        long target = user;
        while (position < stop) {
            int at = (int) position & MASK;
            int length = (int) Math.min(stop - position, KernelLimits.LOG - at);
            if (!memory.write(ring, at, target, length)) {
                return Status.BAD_ADDRESS;
            }
            position += length;
            target += length;
        }
        return Status.OK;
    }
}
