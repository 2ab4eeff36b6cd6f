package cortado.flash.archive;

/**
 * One file of a newc archive.
 *
 * @param name slash-separated path without a leading slash
 * @param content the file's bytes; the array is not copied
 * @param pageAligned whether the content starts on a {@value NewcWriter#PAGE}-byte boundary of the archive
 */
@SuppressWarnings("ArrayRecordComponent") // entries are passed on, never compared
public record Entry(String name, byte[] content, boolean pageAligned) {
    /** A file whose place in the archive does not matter. */
    public static Entry of(String name, byte[] content) {
        return new Entry(name, content, false);
    }

    /** A file that is mapped in place. */
    public static Entry aligned(String name, byte[] content) {
        return new Entry(name, content, true);
    }
}
