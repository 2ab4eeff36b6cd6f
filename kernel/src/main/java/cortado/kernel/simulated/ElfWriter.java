package cortado.kernel.simulated;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/** Writes a static ELF64 executable of a few segments: what a process on the simulated machine is loaded from. */
public final class ElfWriter {
    public static final int EXECUTE = 1;
    public static final int WRITE = 2;
    public static final int READ = 4;

    private static final int PAGE = 4096;
    private static final int HEADER = 64;
    private static final int PROGRAM_HEADER = 56;

    private record Segment(long address, int flags, ByteBuffer content, long memorySize) {
        int size() {
            return content.capacity();
        }
    }

    private final List<Segment> segments = new ArrayList<>();
    private long entry;

    /** A file with one page of code at 4 MiB, where it starts. */
    public static byte[] smallest() {
        return new ElfWriter()
                .entry(0x40_0000)
                .segment(0x40_0000, READ | EXECUTE, new byte[16], 16)
                .toBytes();
    }

    public ElfWriter entry(long address) {
        entry = address;
        return this;
    }

    /** Adds a segment. Its place in the file has the same offset in a page as its address. */
    public ElfWriter segment(long address, int flags, byte[] content, long memorySize) {
        segments.add(new Segment(address, flags, ByteBuffer.wrap(content.clone()), memorySize));
        return this;
    }

    /** The file. */
    public byte[] toBytes() {
        long size = PAGE;
        for (Segment segment : segments) {
            size = place(size, segment) + segment.size();
        }
        ByteBuffer file = ByteBuffer.allocate((int) size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0});
        file.putShort(16, (short) 2).putShort(18, (short) SimulatedMachine.ELF_MACHINE);
        file.putInt(20, 1).putLong(24, entry).putLong(32, HEADER);
        file.putShort(52, (short) HEADER).putShort(54, (short) PROGRAM_HEADER);
        file.putShort(56, (short) segments.size());
        int header = HEADER;
        long end = PAGE;
        for (Segment segment : segments) {
            long offset = place(end, segment);
            file.putInt(header, 1).putInt(header + 4, segment.flags()).putLong(header + 8, offset);
            file.putLong(header + 16, segment.address()).putLong(header + 24, segment.address());
            file.putLong(header + 32, segment.size()).putLong(header + 40, segment.memorySize());
            file.putLong(header + 48, PAGE);
            file.put((int) offset, segment.content(), 0, segment.size());
            header += PROGRAM_HEADER;
            end = offset + segment.size();
        }
        return file.array();
    }

    private static long place(long end, Segment segment) {
        long within = segment.address() % PAGE;
        long offset = end - end % PAGE + within;
        return offset >= end ? offset : offset + PAGE;
    }
}
