package cortado.vmm.fuse;

/** What stat tells of a file. One object is filled again and again; {@link #clear} before each use. */
public final class FileAttributes {
    /** Kinds of file, in the bits {@link #KIND} of {@link #mode}: POSIX's S_IF…. */
    public static final int KIND = 0xf000;

    public static final int DIRECTORY = 0x4000;
    public static final int REGULAR = 0x8000;
    public static final int SYMBOLIC_LINK = 0xa000;

    /** The file's number: unique among the files that exist now. */
    public long inode;
    /** Bytes. */
    public long size;
    /** Time of the last access, of the last change of content, of the last change of attributes: ns since 1970. */
    public long accessed;

    public long modified;
    public long changed;
    /** Kind and permissions, as st_mode. */
    public int mode;
    /** Number of names. */
    public int links;

    public int owner;
    public int group;

    /** A directory or file with nothing known of it yet. */
    public FileAttributes clear() {
        inode = 0;
        size = 0;
        accessed = 0;
        modified = 0;
        changed = 0;
        mode = 0;
        links = 1;
        owner = 0;
        group = 0;
        return this;
    }

    /** Whether it is a directory. */
    public boolean isDirectory() {
        return (mode & KIND) == DIRECTORY;
    }
}
