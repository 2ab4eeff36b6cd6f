package cortado.server.supervisor;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The table of contents of a cpio archive in the newc form (initramfs buffer format, Linux
 * Documentation/driver-api/early-userspace): 110 bytes of header in hexadecimal text, the name, the data, name and data
 * padded to four bytes.
 */
final class Archive {
    /** Something that bytes can be copied out of. */
    interface Source {
        /** Bytes. */
        long size();

        /** Copies out. */
        void read(long offset, byte[] target, int from, int length);
    }

    /** Where a file's data is in the archive. */
    record Entry(long offset, long length) {}

    /** The boot bundle is not what it should be. */
    static final class ArchiveException extends Exception {
        private static final long serialVersionUID = 1L;

        ArchiveException(String text) {
            super(text);
        }
    }

    private static final int HEADER = 110;
    private static final String MAGIC = "070701";
    private static final int FILE_SIZE_FIELD = 54;
    private static final int NAME_SIZE_FIELD = 94;
    private static final int NAME_MOST = 4096;
    private static final String TRAILER = "TRAILER!!!";

    private final Source source;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    private Archive(Source source) {
        this.source = source;
    }

    /** Reads all headers. */
    static Archive open(Source source) throws ArchiveException {
        Archive archive = new Archive(source);
        archive.index();
        return archive;
    }

    /** The files, by name, in the archive's order. */
    Map<String, Entry> entries() {
        return entries;
    }

    /** A file's data. */
    byte[] data(Entry entry) {
        byte[] data = new byte[(int) entry.length()];
        source.read(entry.offset(), data, 0, data.length);
        return data;
    }

    private void index() throws ArchiveException {
        byte[] header = new byte[HEADER];
        long at = 0;
        while (true) {
            if (at + HEADER > source.size()) {
                throw new ArchiveException("the boot bundle ends at byte " + source.size() + " without a trailer");
            }
            source.read(at, header, 0, HEADER);
            if (!new String(header, 0, MAGIC.length(), StandardCharsets.US_ASCII).equals(MAGIC)) {
                throw new ArchiveException("the boot bundle has no newc header at byte " + at);
            }
            long nameSize = hex(header, NAME_SIZE_FIELD, at);
            long fileSize = hex(header, FILE_SIZE_FIELD, at);
            long data = align(at + HEADER + nameSize);
            if (nameSize < 1 || nameSize > NAME_MOST || data + fileSize > source.size()) {
                throw new ArchiveException("the boot bundle's entry at byte " + at + " does not fit into it");
            }
            byte[] name = new byte[(int) nameSize - 1];
            source.read(at + HEADER, name, 0, name.length);
            String text = new String(name, StandardCharsets.UTF_8);
            if (text.equals(TRAILER)) {
                return;
            }
            entries.put(text, new Entry(data, fileSize));
            at = align(data + fileSize);
        }
    }

    private static long hex(byte[] header, int at, long entry) throws ArchiveException {
        long value = 0;
        for (int i = at; i < at + 8; i++) {
            int digit = Character.digit((char) header[i], 16);
            if (digit < 0) {
                throw new ArchiveException("the boot bundle's entry at byte " + entry + " has a malformed number");
            }
            value = value << 4 | digit;
        }
        return value;
    }

    private static long align(long offset) {
        return (offset + 3) & -4;
    }
}
