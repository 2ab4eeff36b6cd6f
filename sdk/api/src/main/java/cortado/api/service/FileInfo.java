package cortado.api.service;

import cortado.api.Message;

/**
 * What is known of a file or directory.
 *
 * @param node unique among the server's files that exist
 * @param mode kind and permissions as POSIX numbers them: {@link #DIRECTORY} or {@link #FILE}, and nine bits
 * @param size bytes; 0 for a directory
 * @param modified when the content changed last, in nanoseconds; since boot where the server knows no other time
 */
public record FileInfo(long node, int mode, long size, long modified) {
    /** The kinds, among the bits {@link #KIND} of the mode. */
    public static final int KIND = 0xf000;

    public static final int DIRECTORY = 0x4000;
    public static final int FILE = 0x8000;
    /** The bits of the mode that can be set. */
    public static final int PERMISSIONS = 0x1ff;

    /** Bytes in a message. */
    static final int SIZE = 28;

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return (mode & KIND) == DIRECTORY;
    }

    /** Appends it to a message. */
    public void put(Message message) {
        message.putLong(node).putInt(mode).putLong(size).putLong(modified);
    }

    /** Takes it from a message. */
    public static FileInfo take(Message message) {
        return new FileInfo(message.takeLong(), message.takeInt(), message.takeLong(), message.takeLong());
    }
}
