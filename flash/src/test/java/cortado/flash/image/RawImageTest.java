package cortado.flash.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class RawImageTest {
    private static final long BASE = 0xffff_ffff_8000_0000L;
    private static final int TEXT = 0x200;
    private static final int DATA = 0x300;

    @Test
    void segmentsAreLaidEndToEndFromTheLowestAddress() {
        RawImage image = RawImage.fromElf(elf(0x10000), "kernel.elf");
        byte[] bytes = image.bytes();
        assertEquals(0x1000 + 16, bytes.length);
        assertEquals('A', bytes[56]);
        assertEquals(0, bytes[0xfff]);
        assertEquals(7, bytes[0x1000]);
        assertEquals(0x10000, image.memorySize());
        assertEquals(0x80000, image.textOffset());
    }

    @Test
    void anImageThatUnderstatesItsMemoryIsRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RawImage.fromElf(elf(0x1000), "kernel.elf"));
        assertEquals("kernel.elf says that it takes 4096 bytes of memory, but has 4112 bytes itself", e.getMessage());
    }

    @Test
    void aFileWithoutTheBootHeaderIsRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RawImage.of(new byte[100], "kernel8.img"));
        assertEquals(
                "kernel8.img does not have 'ARM\\x64' at byte 56: expected the image header of the arm64 boot protocol",
                e.getMessage());
    }

    @Test
    void aFileThatIsNoElfIsRefused() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> RawImage.fromElf(new byte[100], "kernel.elf"));
        assertEquals("kernel.elf is not a 64-bit little-endian AArch64 ELF file", e.getMessage());
    }

    /** Text of 64 bytes at the base, data of 16 bytes and a page of zeroes a page later. */
    private static byte[] elf(long memorySize) {
        byte[] bytes = new byte[DATA + 16];
        ByteBuffer elf = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c_457f);
        elf.putShort(4, (short) 0x0102);
        elf.putShort(18, (short) 183);
        elf.putLong(32, 64);
        elf.putShort(56, (short) 3);
        segment(elf, 64, TEXT, BASE, 64, 64);
        segment(elf, 120, DATA, BASE + 0x1000, 16, 0x1000);
        segment(elf, 176, 0, BASE + 0x3000, 0, 0x1000);
        elf.putLong(TEXT + 8, 0x80000);
        elf.putLong(TEXT + 16, memorySize);
        elf.putInt(TEXT + 56, 0x644d_5241);
        elf.put(DATA, (byte) 7);
        return bytes;
    }

    private static void segment(ByteBuffer elf, int header, int offset, long address, long inFile, long inMemory) {
        elf.putInt(header, 1);
        elf.putLong(header + 8, offset);
        elf.putLong(header + 16, address);
        elf.putLong(header + 32, inFile);
        elf.putLong(header + 40, inMemory);
    }
}
