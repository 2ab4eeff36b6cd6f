package cortado.vmm.boot;

import cortado.abi.LittleEndian;

/**
 * The header of an arm64 kernel image: linux/Documentation/arch/arm64/booting.rst, section 4.
 *
 * @param textOffset bytes from a multiple of 2 MiB to where the image goes
 * @param imageSize bytes of memory from there on that the kernel takes, its zeroed data included
 */
public record KernelHeader(long textOffset, long imageSize) {
    /** Bytes of the header. */
    public static final int SIZE = 64;

    private static final int TEXT_OFFSET = 8;
    private static final int IMAGE_SIZE = 16;
    private static final int FLAGS = 24;
    private static final int MAGIC_AT = 56;
    /** "ARM\x64". */
    private static final int MAGIC = 0x644d_5241;

    private static final int BIG_ENDIAN = 1;
    /** Kernels before 3.17 say 0, and mean this. */
    private static final long OLD_TEXT_OFFSET = 0x8_0000L;

    /**
     * Reads the header.
     *
     * @param head the image's first {@link #SIZE} bytes
     * @param fileSize bytes of the image
     * @throws BootException if it is no such image
     */
    public static KernelHeader read(byte[] head, long fileSize) {
        if (fileSize < SIZE || LittleEndian.i32(head, MAGIC_AT) != MAGIC) {
            throw new BootException("the kernel is not an arm64 Image: the magic number at byte 56 is missing; a "
                    + "compressed or EFI-only kernel has to be unpacked first");
        }
        if ((LittleEndian.i64(head, FLAGS) & BIG_ENDIAN) != 0) {
            throw new BootException("the kernel is big-endian, but guests are little-endian");
        }
        long size = LittleEndian.i64(head, IMAGE_SIZE);
        long offset = size == 0 ? OLD_TEXT_OFFSET : LittleEndian.i64(head, TEXT_OFFSET);
        long effective = size == 0 ? fileSize : size;
        if (effective < fileSize || effective > 1L << 31 || offset < 0 || offset >= 0x20_0000L) {
            throw new BootException("the kernel's header is damaged: image size " + effective + " with text offset "
                    + offset + " for a file of " + fileSize + " bytes");
        }
        return new KernelHeader(offset, effective);
    }
}
