package cortado.flash.archive;

import java.nio.charset.StandardCharsets;

/**
 * One file of a newc archive.
 *
 * @param name slash-separated path without a leading slash
 * @param mode kind and permissions, as in {@code st_mode} (inode(7))
 * @param content the file's bytes, or where a link points to; the array is not copied
 * @param pageAligned whether the content starts on a {@value NewcWriter#PAGE}-byte boundary of the archive
 */
@SuppressWarnings("ArrayRecordComponent") // entries are passed on, never compared
public record Entry(String name, int mode, byte[] content, boolean pageAligned) {
    /** S_IFREG and rw-r--r--. */
    private static final int PLAIN = 0100644;
    /** S_IFDIR. */
    private static final int FOLDER = 0040000;
    /** S_IFLNK and rwxrwxrwx. */
    private static final int LINK = 0120777;
    /** S_IFREG. */
    private static final int FILE = 0100000;

    /** A file whose place in the archive does not matter. */
    public static Entry of(String name, byte[] content) {
        return new Entry(name, PLAIN, content, false);
    }

    /** A file that is mapped in place. */
    public static Entry aligned(String name, byte[] content) {
        return new Entry(name, PLAIN, content, true);
    }

    /** A file with these permissions, twelve bits. */
    public static Entry file(String name, int permissions, byte[] content) {
        return new Entry(name, FILE | permissions, content, false);
    }

    /** A folder with these permissions, twelve bits. */
    public static Entry folder(String name, int permissions) {
        return new Entry(name, FOLDER | permissions, new byte[0], false);
    }

    /** A symbolic link. */
    public static Entry link(String name, String target) {
        return new Entry(name, LINK, target.getBytes(StandardCharsets.UTF_8), false);
    }
}
