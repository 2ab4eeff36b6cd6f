package cortado.server.supervisor;

import cortado.abi.Limits;
import cortado.abi.LittleEndian;

/** As much of an ELF64 file (System V ABI, chapter 4 and 5) as tells how much memory a process needs for its data. */
final class ElfImage {
    /** Bytes of the file's start that hold its program headers. */
    static final int HEAD = Limits.PAGE;

    private static final int MAGIC = 0x464c457f;
    private static final int E_PHOFF = 32;
    private static final int E_PHENTSIZE = 54;
    private static final int E_PHNUM = 56;
    private static final int PT_LOAD = 1;
    private static final int P_FLAGS = 4;
    private static final int P_MEMSZ = 40;
    private static final int P_SIZE = 56;
    private static final int PF_W = 2;

    private ElfImage() {}

    /** Bytes of writable memory that the image asks for, in whole pages; −1 if this is not the head of an ELF file. */
    static long writableBytes(byte[] head) {
        if (head.length < E_PHNUM + 2 || LittleEndian.i32(head, 0) != MAGIC) {
            return -1;
        }
        long table = LittleEndian.i64(head, E_PHOFF);
        int size = LittleEndian.u16(head, E_PHENTSIZE);
        int count = LittleEndian.u16(head, E_PHNUM);
        if (size < P_SIZE || table < 0 || table > head.length - (long) size * count) {
            return -1;
        }
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            int at = (int) table + i * size;
            boolean writable = (LittleEndian.i32(head, at + P_FLAGS) & PF_W) != 0;
            if (LittleEndian.i32(head, at) == PT_LOAD && writable) {
                // a segment that does not start on a page boundary touches one page more
                bytes += pages(LittleEndian.i64(head, at + P_MEMSZ)) + Limits.PAGE;
            }
        }
        return bytes;
    }

    private static long pages(long bytes) {
        return (bytes + Limits.PAGE - 1) & -Limits.PAGE;
    }
}
