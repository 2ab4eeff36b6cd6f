package cortado.flash.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Reads newc cpio archives, padding files included. */
public final class NewcReader {
    private final byte[] archive;
    private int position;

    private NewcReader(byte[] archive) {
        this.archive = archive;
    }

    /**
     * The files of an archive in their order; an entry counts as aligned if it lies on a page boundary.
     *
     * @throws IllegalArgumentException if this is no newc archive or it is cut off, with the byte offset
     */
    public static List<Entry> read(byte[] archive) {
        NewcReader reader = new NewcReader(archive);
        List<Entry> entries = new ArrayList<>();
        while (true) {
            Entry entry = reader.next();
            if (entry == null) {
                return entries;
            }
            entries.add(entry);
        }
    }

    private Entry next() {
        int start = position;
        need(start, NewcWriter.HEADER, "a header");
        String magic = text(start, 6);
        if (!magic.equals(NewcWriter.MAGIC)) {
            throw new IllegalArgumentException(
                    "byte " + start + " of the archive: expected a newc header (" + NewcWriter.MAGIC + ")");
        }
        int mode = field(start, 1);
        int size = field(start, 6);
        int nameSize = field(start, 11);
        need(start + NewcWriter.HEADER, nameSize, "a name");
        String name = text(start + NewcWriter.HEADER, nameSize - 1);
        if (name.equals(NewcWriter.TRAILER)) {
            return null;
        }
        int data = NewcWriter.roundUp(start + NewcWriter.HEADER + nameSize);
        need(data, size, "the content of " + name);
        position = NewcWriter.roundUp(data + size);
        return new Entry(name, mode, Arrays.copyOfRange(archive, data, data + size), data % NewcWriter.PAGE == 0);
    }

    /** Field {@code index} of the thirteen that follow the magic number. */
    private int field(int header, int index) {
        String digits = text(header + 6 + 8 * index, 8);
        try {
            int value = Integer.parseUnsignedInt(digits, 16);
            if (value >= 0) {
                return value;
            }
        } catch (NumberFormatException e) {
            // Falls through to the error that both cases share.
        }
        throw new IllegalArgumentException("byte " + (header + 6 + 8 * index)
                + " of the archive: expected eight hexadecimal digits below 80000000, found '" + digits + "'");
    }

    private void need(int from, int length, String what) {
        if (length < 0 || from > archive.length - length) {
            throw new IllegalArgumentException(
                    "the archive ends at byte " + archive.length + ", inside " + what + " that starts at byte " + from);
        }
    }

    private String text(int from, int length) {
        return new String(archive, from, Math.max(0, length), StandardCharsets.UTF_8);
    }
}
