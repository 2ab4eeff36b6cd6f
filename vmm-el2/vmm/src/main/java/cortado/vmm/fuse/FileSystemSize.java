package cortado.vmm.fuse;

/** What statfs tells. Sizes in blocks of {@link #blockSize} bytes. */
public final class FileSystemSize {
    public int blockSize = 4096;
    public long blocks;
    public long freeBlocks;
    public long files;
    public long freeFiles;
    /** Bytes of the longest name. */
    public int nameLength = 255;
}
