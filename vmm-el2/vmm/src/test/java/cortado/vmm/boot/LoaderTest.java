package cortado.vmm.boot;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.abi.LittleEndian;
import cortado.vmm.GuestMap;
import cortado.vmm.GuestMemory;
import org.junit.jupiter.api.Test;

class LoaderTest {
    private final GuestMemory memory = new GuestMemory(GuestMap.RAM, new byte[16 << 20]);

    private static byte[] image(long textOffset, long imageSize, int length) {
        byte[] image = new byte[length];
        LittleEndian.put64(image, 8, textOffset);
        LittleEndian.put64(image, 16, imageSize);
        LittleEndian.put32(image, 56, 0x644d_5241);
        image[length - 1] = 0x42;
        return image;
    }

    @Test
    void putsEachPartWhereTheProtocolWantsIt() {
        byte[] initrd = {1, 2, 3};
        Loader loader = new Loader(memory, BootSource.of(image(0, 5 << 20, 200_000)), BootSource.of(initrd));
        loader.load();
        loader.load(new byte[] {9});
        assertEquals(0x4000_0000L, loader.entry());
        assertEquals(0x42, memory.load8(loader.entry() + 199_999), "copied in several parts");
        assertEquals(0x4060_0000L, loader.tree(), "behind the kernel's zeroed data");
        assertEquals(9, memory.load8(loader.tree()));
        byte[] there = new byte[3];
        memory.read(loader.initrd(), there, 0, 3);
        assertArrayEquals(initrd, there);
    }

    @Test
    void honoursTheTextOffset() {
        assertEquals(0x4008_0000L, loader(image(0x8_0000, 1 << 20, 4096)).entry());
        assertEquals(0x4008_0000L, loader(image(0, 0, 4096)).entry(), "an old kernel without a size");
    }

    private Loader loader(byte[] image) {
        return new Loader(memory, BootSource.of(image), BootSource.none());
    }

    private void refuses(String sentence, byte[] image) {
        assertEquals(
                sentence, assertThrows(BootException.class, () -> loader(image)).getMessage());
    }

    @Test
    void refusesWhatIsNoKernel() {
        String sentence = "the kernel is not an arm64 Image: the magic number at byte 56 is missing; a compressed or "
                + "EFI-only kernel has to be unpacked first";
        refuses(sentence, new byte[1000]);
        refuses(sentence, new byte[10]);
        refuses(sentence, new byte[0]);
    }

    @Test
    void refusesDamagedHeaders() {
        refuses(
                "the kernel's header is damaged: image size 100 with text offset 0 for a file of 4096 bytes",
                image(0, 100, 4096));
        refuses(
                "the kernel's header is damaged: image size -1 with text offset 0 for a file of 4096 bytes",
                image(0, -1, 4096));
        refuses(
                "the kernel's header is damaged: image size 8192 with text offset 2097152 for a file of 4096 bytes",
                image(0x20_0000, 8192, 4096));
        byte[] big = image(0, 8192, 4096);
        big[24] = 1;
        refuses("the kernel is big-endian, but guests are little-endian", big);
    }

    @Test
    void saysHowMuchMemoryIsMissing() {
        refuses(
                "the guest's memory of 16 MiB is too small: the kernel (20 MiB) and its initial RAM disk (0 MiB) need "
                        + "22 MiB before the first program runs",
                image(0, 20 << 20, 4096));
    }
}
