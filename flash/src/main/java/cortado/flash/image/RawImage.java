package cortado.flash.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A kernel as firmware loads it: the loadable segments of an ELF file laid end to end from its lowest address, with the
 * header of the arm64 Linux boot protocol (Documentation/arch/arm64/booting.rst, "Call the kernel image") in front.
 */
public final class RawImage {
    private static final int ELF_MAGIC = 0x464c_457f;
    private static final int CLASS_64_LITTLE = 0x0102;
    private static final int MACHINE_AARCH64 = 183;
    private static final int PT_LOAD = 1;
    private static final int PROGRAM_HEADER = 56;

    private static final int TEXT_OFFSET = 8;
    private static final int IMAGE_SIZE = 16;
    private static final int MAGIC = 56;
    /** {@code ARM\x64}. */
    private static final int MAGIC_VALUE = 0x644d_5241;

    private final byte[] bytes;

    private RawImage(byte[] bytes) {
        this.bytes = bytes;
    }

    /**
     * Lays out an ELF file's segments.
     *
     * @param what names the file in messages
     * @throws IllegalArgumentException if the file is no AArch64 ELF, or its first bytes are not the boot header
     */
    public static RawImage fromElf(byte[] elf, String what) {
        ByteBuffer file = ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN);
        if (elf.length < 64
                || file.getInt(0) != ELF_MAGIC
                || file.getShort(4) != CLASS_64_LITTLE
                || file.getShort(18) != MACHINE_AARCH64) {
            throw new IllegalArgumentException(what + " is not a 64-bit little-endian AArch64 ELF file");
        }
        int headers = Math.toIntExact(file.getLong(32));
        int count = Short.toUnsignedInt(file.getShort(56));
        long lowest = Long.MAX_VALUE;
        long end = Long.MIN_VALUE;
        for (int i = 0; i < count; i++) {
            int header = headers + i * PROGRAM_HEADER;
            if (file.getInt(header) == PT_LOAD && file.getLong(header + 32) > 0) {
                lowest = Math.min(lowest, file.getLong(header + 16));
                end = Math.max(end, file.getLong(header + 16) + file.getLong(header + 32));
            }
        }
        if (lowest > end) {
            throw new IllegalArgumentException(what + " has no loadable segment");
        }
        byte[] image = new byte[Math.toIntExact(end - lowest)];
        for (int i = 0; i < count; i++) {
            int header = headers + i * PROGRAM_HEADER;
            if (file.getInt(header) == PT_LOAD) {
                int from = Math.toIntExact(file.getLong(header + 8));
                int length = Math.toIntExact(file.getLong(header + 32));
                if (length > 0) {
                    System.arraycopy(elf, from, image, Math.toIntExact(file.getLong(header + 16) - lowest), length);
                }
            }
        }
        return of(image, what);
    }

    /**
     * Checks an image's header.
     *
     * @param what names the file in messages
     * @throws IllegalArgumentException if it is not that of the boot protocol
     */
    public static RawImage of(byte[] image, String what) {
        RawImage raw = new RawImage(image);
        if (image.length < 64 || raw.header().getInt(MAGIC) != MAGIC_VALUE) {
            throw new IllegalArgumentException(what
                    + " does not have 'ARM\\x64' at byte 56: expected the image header of the arm64 boot protocol");
        }
        if (raw.memorySize() < image.length) {
            throw new IllegalArgumentException(what + " says that it takes " + raw.memorySize()
                    + " bytes of memory, but has " + image.length + " bytes itself");
        }
        return raw;
    }

    private ByteBuffer header() {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The image's distance from a 2 MiB boundary in RAM. */
    public long textOffset() {
        return header().getLong(TEXT_OFFSET);
    }

    /** Bytes of memory that the kernel takes from its start on, memory that is not in the file included. */
    public long memorySize() {
        return header().getLong(IMAGE_SIZE);
    }

    /** The image; a copy. */
    public byte[] bytes() {
        return Arrays.copyOf(bytes, bytes.length);
    }
}
