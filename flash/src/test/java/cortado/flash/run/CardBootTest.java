package cortado.flash.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.flash.command.CommandException;
import cortado.flash.disk.CardImage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the firmware would load, from cards that are right and cards that are not. */
class CardBootTest {
    private static final String CONFIG = """
            arm_64bit=1
            [pi5]
            kernel=other.img
            [pi4]
            kernel=cortado.img
            [all]
            kernel_address=0x200000
            initramfs cortado.cpio followkernel
            """;

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new HashMap<>(Map.of(
            "cortado.img", kernel(0),
            "other.img", new byte[10],
            "cortado.cpio", new byte[] {1, 2, 3},
            "default.dtb", new byte[] {4, 5}));

    @Test
    void theFilesThatConfigNamesAreHandedOver() throws Exception {
        BootFiles boot = extract(CONFIG);
        assertArrayEquals(kernel(0), Files.readAllBytes(boot.kernel()));
        assertArrayEquals(new byte[] {1, 2, 3}, Files.readAllBytes(boot.bundle()));
        assertArrayEquals(
                new byte[] {4, 5}, Files.readAllBytes(boot.deviceTree().orElseThrow()));
    }

    @Test
    void aKernelElsewhereThanItsHeaderAsksIsRefused() {
        refused(
                CONFIG.replace("0x200000", "0x80000"),
                "config.txt on CARD loads the kernel at 0x80000, but its header asks for 0x0 beyond a 2 MiB boundary");
    }

    @Test
    void aFileThatTheCardLacksIsNamed() {
        refused(
                CONFIG.replace("cortado.cpio", "bundle.cpio"),
                "config.txt on CARD names 'bundle.cpio' (initramfs), which the boot partition does not have; it holds"
                        + " config.txt, cortado.cpio, cortado.img, default.dtb, other.img");
    }

    @Test
    void aCardFor32BitsIsRefused() {
        refused(
                CONFIG.replace("arm_64bit=1", ""),
                "config.txt on CARD does not say arm_64bit=1, so the board would start a 32-bit kernel");
    }

    @Test
    void aCardWithoutABundleIsRefused() {
        refused(
                "arm_64bit=1\nkernel=cortado.img\n",
                "config.txt on CARD has no 'initramfs' line, so there would be no boot bundle");
    }

    private void refused(String config, String message) {
        CommandException e = assertThrows(CommandException.class, () -> extract(config));
        assertEquals(message, e.getMessage().replace(folder.resolve("card.img").toString(), "CARD"));
    }

    private BootFiles extract(String config) throws IOException {
        files.put("config.txt", config.getBytes(StandardCharsets.US_ASCII));
        Path image = folder.resolve("card.img");
        CardImage.write(image, 64 << 20, "CORTADO", files);
        return new CardBoot(image, "pi4").extract(folder, "default.dtb");
    }

    private static byte[] kernel(long textOffset) {
        byte[] bytes = new byte[128];
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(8, textOffset);
        header.putLong(16, 4096);
        header.putInt(56, 0x644d_5241);
        return bytes;
    }
}
