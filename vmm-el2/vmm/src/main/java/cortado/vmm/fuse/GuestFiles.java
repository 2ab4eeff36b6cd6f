package cortado.vmm.fuse;

/**
 * The files that a guest sees through virtio-fs. A node is a file that the guest knows by number: {@link #ROOT}, or one
 * that {@link #lookup}, {@link #create}, {@link #makeDirectory} or {@link #makeLink} returned; each such answer counts
 * once, and {@link #forget} takes counts back. A handle is an open file or directory.
 *
 * <p>Numbers and names come from the guest: an implementation checks that a node or handle is one it gave. Names are
 * whole (no slash, no NUL, not empty, not "." or "..", at most 255 bytes of UTF-8) before they reach it; "." and ".."
 * are neither looked up nor listed. Methods answer at once or after a short wait, since the virtual machine stands
 * still meanwhile; they return a negated {@link Errno} for what fails, and throw nothing.
 */
public interface GuestFiles {
    /** The node of the shared directory itself. */
    long ROOT = 1;

    /** Bits of {@link #setAttributes}: which fields to set (FUSE's FATTR_…). */
    int SET_MODE = 1;

    int SET_OWNER = 1 << 1;
    int SET_GROUP = 1 << 2;
    int SET_SIZE = 1 << 3;
    int SET_ACCESSED = 1 << 4;
    int SET_MODIFIED = 1 << 5;

    /** Bits of open flags: Linux's numbers on arm64. The lowest two are 0 to read, 1 to write, 2 for both. */
    int OPEN_ACCESS = 3;

    int OPEN_TRUNCATE = 0x200;
    int OPEN_APPEND = 0x400;

    /** The node of that name, whose attributes it fills in; −ENOENT if there is none. */
    long lookup(long directory, String name, FileAttributes attributes);

    /** The guest dropped {@code count} of its references; at none left, the number may be given to another file. */
    void forget(long node, long count);

    /** Fills in the attributes: 0. */
    int attributes(long node, FileAttributes attributes);

    /** Sets the fields that {@code which} names to those of {@code attributes}, then fills in all: 0. */
    int setAttributes(long node, int which, FileAttributes attributes);

    /** Opens a file: a handle, 0 or above. */
    long open(long node, int flags);

    /** Creates and looks up a regular file; −EEXIST if the name is taken. */
    long create(long directory, String name, int mode, FileAttributes attributes);

    /** Reads into {@code target}: the bytes read, fewer than asked only at the end of the file. */
    int read(long handle, long offset, byte[] target, int from, int length);

    /** Writes: the bytes written. */
    int write(long handle, long offset, byte[] source, int from, int length);

    /** A descriptor was closed: 0, or the error of a write that had not been reported. */
    int flush(long handle);

    /** Makes what was written durable: 0. */
    int sync(long handle);

    /** The last descriptor was closed: the handle ends. */
    void release(long handle);

    /** Creates and looks up a directory. */
    long makeDirectory(long directory, String name, int mode, FileAttributes attributes);

    /** Creates and looks up a symbolic link to {@code target}; −EPERM where there are none. */
    long makeLink(long directory, String name, String target, FileAttributes attributes);

    /** Where a symbolic link points, or null if the node is none. */
    String readLink(long node);

    /** Removes a name of a file that is not a directory: 0. */
    int unlink(long directory, String name);

    /** Removes an empty directory: 0. */
    int removeDirectory(long directory, String name);

    /**
     * Gives a file another name, replacing one of that name (a directory only an empty directory): 0.
     *
     * @param replace false to fail with −EEXIST instead of replacing (RENAME_NOREPLACE)
     */
    int rename(long directory, String name, long newDirectory, String newName, boolean replace);

    /** Opens a directory: a handle, 0 or above. */
    long openDirectory(long node);

    /** Fills in the entry after position {@code from} (0: the first): 1, or 0 at the end. */
    int readDirectory(long handle, long from, DirectoryEntry entry);

    /** The handle of a directory ends. */
    void releaseDirectory(long handle);

    /** Fills in the sizes: 0. */
    int size(FileSystemSize size);
}
