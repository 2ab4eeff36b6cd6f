package cortado.server.supervisor;

import cortado.abi.LittleEndian;

/** The head of an ELF file with LOAD segments of these flags and sizes in memory. */
final class ElfBytes {
    private ElfBytes() {}

    static byte[] of(int[] flags, long[] sizes) {
        byte[] elf = new byte[4096];
        LittleEndian.put32(elf, 0, 0x464c457f);
        LittleEndian.put64(elf, 32, 64);
        LittleEndian.put16(elf, 54, 56);
        LittleEndian.put16(elf, 56, flags.length);
        for (int i = 0; i < flags.length; i++) {
            int at = 64 + 56 * i;
            LittleEndian.put32(elf, at, 1);
            LittleEndian.put32(elf, at + 4, flags[i]);
            LittleEndian.put64(elf, at + 40, sizes[i]);
        }
        return elf;
    }
}
