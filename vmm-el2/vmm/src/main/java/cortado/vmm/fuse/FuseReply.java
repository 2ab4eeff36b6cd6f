package cortado.vmm.fuse;

import cortado.abi.LittleEndian;
import java.nio.charset.StandardCharsets;

/** The answer to a request, built in an array: struct fuse_out_header, then what the opcode answers with. */
final class FuseReply {
    /** Bytes of struct fuse_out_header. */
    static final int HEADER = 16;

    private static final int ENTRY = 128;
    private static final int ATTRIBUTES = 88;
    private static final int DIRENT = 24;
    private static final int BLOCK = 512;
    private static final long SECOND = 1_000_000_000L;

    /** Seconds for which the guest may keep names and attributes without asking again. */
    private static final long VALID = 1;

    private final byte[] bytes;
    private int room;
    private int length;

    FuseReply(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Begins an answer, which the guest has {@code space} bytes for. */
    void begin(long space) {
        room = (int) Math.min(bytes.length, space);
        length = HEADER;
    }

    /** Bytes that still fit. */
    int left() {
        return room - length;
    }

    int length() {
        return length;
    }

    byte[] array() {
        return bytes;
    }

    /** Where the next byte goes. */
    int position() {
        return length;
    }

    /** Counts bytes that were put into {@link #array} at {@link #position}. */
    void advance(int count) {
        length += count;
    }

    /** Forgets what was put behind a position. */
    void rewind(int position) {
        length = position;
    }

    /** Ends the answer; an error goes alone. Its length, 0 if the guest has no room even for the header. */
    int finish(long unique, int errno) {
        if (room < HEADER) {
            return 0;
        }
        if (errno != 0) {
            length = HEADER;
        }
        LittleEndian.put32(bytes, 0, length);
        LittleEndian.put32(bytes, 4, -errno);
        LittleEndian.put64(bytes, 8, unique);
        return length;
    }

    private int take(int count) {
        if (left() < count) {
            throw new FuseException(Errno.EINVAL);
        }
        int at = length;
        length += count;
        return at;
    }

    FuseReply word(int value) {
        LittleEndian.put32(bytes, take(4), value);
        return this;
    }

    FuseReply half(int value) {
        LittleEndian.put16(bytes, take(2), value);
        return this;
    }

    FuseReply quad(long value) {
        LittleEndian.put64(bytes, take(8), value);
        return this;
    }

    FuseReply text(String text) {
        byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(encoded, 0, bytes, take(encoded.length), encoded.length);
        return this;
    }

    /** struct fuse_attr_out. */
    void attributes(FileAttributes file) {
        quad(VALID).word(0).word(0);
        attr(file);
    }

    /** struct fuse_entry_out. */
    void entry(long node, FileAttributes file) {
        quad(node).quad(0).quad(VALID).quad(VALID).word(0).word(0);
        attr(file);
    }

    private void attr(FileAttributes file) {
        if (left() < ATTRIBUTES) {
            throw new FuseException(Errno.EINVAL);
        }
        quad(file.inode).quad(file.size).quad((file.size + BLOCK - 1) / BLOCK);
        quad(seconds(file.accessed)).quad(seconds(file.modified)).quad(seconds(file.changed));
        word(rest(file.accessed)).word(rest(file.modified)).word(rest(file.changed));
        word(file.mode).word(file.links).word(file.owner).word(file.group);
        word(0).word(4096).word(0);
    }

    private static long seconds(long time) {
        return Math.floorDiv(time, SECOND);
    }

    private static int rest(long time) {
        return (int) Math.floorMod(time, SECOND);
    }

    /** struct fuse_dirent, padded to eight bytes; false, and nothing has changed, if it does not fit. */
    boolean directoryEntry(DirectoryEntry entry, boolean plus) {
        byte[] name = entry.name.getBytes(StandardCharsets.UTF_8);
        int padded = (DIRENT + name.length + 7) & ~7;
        if (left() < padded + (plus ? ENTRY : 0)) {
            return false;
        }
        if (plus) { // filled in by whoever looked the name up
            for (int i = 0; i < ENTRY; i++) {
                bytes[length + i] = 0;
            }
            length += ENTRY;
        }
        int start = length;
        quad(entry.inode).quad(entry.next).word(name.length).word(entry.kind >>> 12);
        System.arraycopy(name, 0, bytes, length, name.length);
        for (int i = start + DIRENT + name.length; i < start + padded; i++) {
            bytes[i] = 0;
        }
        length = start + padded;
        return true;
    }
}
