package cortado.vmm.fuse;

import cortado.abi.LittleEndian;
import java.nio.charset.StandardCharsets;

/**
 * One request of a guest, in an array that it no longer can change: struct fuse_in_header, the opcode's own structure,
 * then names or data. Reading past its end throws {@link FuseException}.
 */
final class FuseRequest {
    /** Bytes of struct fuse_in_header. */
    static final int HEADER = 40;

    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_PATH = 4095;

    private byte[] bytes = new byte[0];
    private int end;
    /** Where the next name starts. */
    private int at;

    /** Looks at the first {@code length} bytes. */
    void set(byte[] request, int length) {
        bytes = request;
        end = length;
        at = HEADER;
        if (length < HEADER || i32(0) != length) {
            throw new FuseException(Errno.EINVAL);
        }
    }

    int opcode() {
        return i32(4);
    }

    long unique() {
        return i64(8);
    }

    long node() {
        return i64(16);
    }

    /** Skips the opcode's structure of {@code size} bytes, which has to be there. */
    void structure(int size) {
        if (end - at < size) {
            throw new FuseException(Errno.EINVAL);
        }
        at += size;
    }

    /** An integer of the opcode's structure. */
    int word(int offset) {
        return i32(HEADER + offset);
    }

    long quad(int offset) {
        return i64(HEADER + offset);
    }

    byte[] array() {
        return bytes;
    }

    /** Where the data begin, and how many bytes they are. */
    int dataStart() {
        return at;
    }

    int dataLength() {
        return end - at;
    }

    /** The next name: one component of a path. */
    String name() {
        String name = text(LONGEST_NAME);
        if (name.isEmpty() || name.equals(".") || name.equals("..") || name.indexOf('/') >= 0) {
            throw new FuseException(Errno.EINVAL);
        }
        return name;
    }

    /** The next text, which may be a whole path. */
    String path() {
        return text(LONGEST_PATH);
    }

    private String text(int longest) {
        int length = 0;
        while (at + length < end && bytes[at + length] != 0) {
            length++;
        }
        if (at + length >= end) {
            throw new FuseException(Errno.EINVAL);
        }
        if (length > longest) {
            throw new FuseException(Errno.ENAMETOOLONG);
        }
        String text = new String(bytes, at, length, StandardCharsets.UTF_8);
        if (text.indexOf('\ufffd') >= 0) { // not UTF-8: two such names could become one
            throw new FuseException(Errno.EILSEQ);
        }
        at += length + 1;
        return text;
    }

    private int i32(int offset) {
        if (offset < 0 || offset > end - 4) {
            throw new FuseException(Errno.EINVAL);
        }
        return LittleEndian.i32(bytes, offset);
    }

    private long i64(int offset) {
        if (offset < 0 || offset > end - 8) {
            throw new FuseException(Errno.EINVAL);
        }
        return LittleEndian.i64(bytes, offset);
    }
}
