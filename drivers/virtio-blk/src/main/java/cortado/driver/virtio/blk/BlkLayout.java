package cortado.driver.virtio.blk;

/** The block device's configuration, features and requests: virtio 1.2 §5.2. */
public final class BlkLayout {
    private BlkLayout() {}

    /** Configuration (§5.2.4): {@code long} capacity in units of {@link #UNIT}. */
    public static final int CAPACITY = 0;
    /** Configuration: {@code int} bytes of a block, with {@link #FEATURE_BLOCK_SIZE}. */
    public static final int BLOCK_SIZE = 20;

    /** Capacity and sector numbers count in these, whatever the block size (§5.2.6). */
    public static final int UNIT = 512;

    /** Features (§5.2.3). */
    public static final long FEATURE_READ_ONLY = 1L << 5;

    public static final long FEATURE_BLOCK_SIZE = 1L << 6;
    public static final long FEATURE_FLUSH = 1L << 9;

    /** Request header (§5.2.6): {@code int} type. */
    public static final int HEADER_TYPE = 0;
    /** {@code long}, after a reserved {@code int}. */
    public static final int HEADER_SECTOR = 8;

    public static final int HEADER_SIZE = 16;

    public static final int TYPE_IN = 0;
    public static final int TYPE_OUT = 1;
    public static final int TYPE_FLUSH = 4;

    /** The last byte of each request, written by the device. */
    public static final int STATUS_OK = 0;

    public static final int STATUS_IO_ERROR = 1;
    public static final int STATUS_UNSUPPORTED = 2;
}
