package cortado.vmm.fuse;

/** One name in a directory; filled again and again. */
public final class DirectoryEntry {
    /** The name, without slashes. */
    public String name = "";
    /** The file's inode number and kind (a value of {@link FileAttributes#KIND}). */
    public long inode;

    public int kind;
    /** Where to go on after this entry: any number but 0 that the backend understands. */
    public long next;
}
