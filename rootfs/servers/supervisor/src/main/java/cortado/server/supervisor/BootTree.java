package cortado.server.supervisor;

import cortado.abi.LittleEndian;
import cortado.api.Folio;

/** Copies the boot device tree, and only what is used of it: QEMU hands over a mebibyte, most of it empty. */
final class BootTree {
    /** Header fields, Devicetree Specification v0.4 §5.2. */
    private static final int TOTAL_SIZE = 4;

    private static final int STRUCTURE_OFFSET = 8;
    private static final int STRINGS_OFFSET = 12;
    private static final int STRINGS_SIZE = 32;
    private static final int STRUCTURE_SIZE = 36;
    private static final int HEADER = 40;

    private BootTree() {}

    /** A blob that says how long it is now. */
    static byte[] copy(Folio folio) {
        byte[] header = new byte[HEADER];
        folio.read(0, header, 0, HEADER);
        long used = Math.max(end(header, STRUCTURE_OFFSET, STRUCTURE_SIZE), end(header, STRINGS_OFFSET, STRINGS_SIZE));
        int length = (int) Math.min(Math.max(used, HEADER), Math.min(folio.size(), word(header, TOTAL_SIZE)));
        byte[] blob = new byte[Math.max(length, HEADER)];
        folio.read(0, blob, 0, blob.length);
        LittleEndian.put32(blob, TOTAL_SIZE, Integer.reverseBytes(blob.length));
        return blob;
    }

    private static long end(byte[] header, int offset, int size) {
        return word(header, offset) + word(header, size);
    }

    /** Device trees are big-endian. */
    private static long word(byte[] header, int at) {
        return Integer.reverseBytes(LittleEndian.i32(header, at)) & 0xffff_ffffL;
    }
}
