package cortado.flash.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.board.BoardSpec;
import cortado.environ.board.BoardSpec.FirmwareFile;
import cortado.environ.board.BoardSpec.FirmwarePackage;
import cortado.flash.disk.CardImage;
import cortado.flash.disk.CardLayout;
import cortado.flash.disk.PartitionTable;
import cortado.flash.map.Sha256;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A card with everything right, and one thing wrong at a time. */
class BootLintTest {
    private static final String CONFIG = """
            arm_64bit=1
            kernel=kernel8.img
            kernel_address=0x200000
            initramfs cortado.cpio followkernel
            device_tree=bcm2711-rpi-4-b.dtb
            enable_uart=1
            gpio=14,15=a0
            """;

    @TempDir
    Path folder;

    private final Map<String, byte[]> files = new HashMap<>(Map.of(
            "config.txt", bytes(CONFIG),
            "start4.elf", bytes("…VC_BUILD_ID_TIME: 17:27:09\0VC_BUILD_ID_TIME: Apr 17 2024\0…"),
            "fixup4.dat", bytes("fixup"),
            "kernel8.img", kernel(0x10_0000),
            "cortado.cpio", new byte[8192],
            "bcm2711-rpi-4-b.dtb", tree("brcm,bcm2711")));

    private final BoardSpec board = board(
            "bcm2711-rpi-4-b.dtb", pack("raspi-firmware", "start4.elf", "fixup4.dat"), pack("other", "cortado.cpio"));

    @Test
    void aRightCardHasNothingToComplainAbout() {
        assertEquals(List.of(), BootLint.check(files, board, true));
    }

    @Test
    void halfOfTheFirmwarePairIsMissing() {
        files.remove("fixup4.dat");
        only("error: the firmware's fixup4.dat is missing: a BCM2711 does not start without the pair start4.elf and"
                + " fixup4.dat; list it under 'firmware' in the board's board.yaml");
    }

    @Test
    void gpuMemoryOf16AsksForAnotherPair() {
        config(CONFIG + "gpu_mem=16\n");
        List<Finding> findings = BootLint.check(files, board, false);
        assertEquals(2, findings.size(), findings.toString());
        assertTrue(
                findings.getFirst()
                        .text()
                        .startsWith("the firmware's start4cd.elf is missing (gpu_mem=16 chooses the cut-down firmware;"
                                + " gpu_mem=32 the usual one)"),
                findings.toString());
    }

    @Test
    void firmwareOfTwoPackagesDoesNotMatch() {
        files.put("fixup4.dat", bytes("of another version"));
        only("error: start4.elf and fixup4.dat do not match: start4.elf is from raspi-firmware 1, fixup4.dat is from"
                + " elsewhere; take both from one version of one package");
    }

    @Test
    void twoSlotsNeedFirmwareThatKnowsThem() {
        byte[] old = bytes("VC_BUILD_ID_TIME: Aug 26 2022\0");
        files.put("start4.elf", old);
        BoardSpec pinned = board("bcm2711-rpi-4-b.dtb", pack("raspi-firmware", "start4.elf", "fixup4.dat"));
        assertEquals(List.of(), BootLint.check(files, pinned, false));
        List<Finding> findings = BootLint.check(files, pinned, true);
        assertEquals(
                "[error: start4.elf was built on 2022-08-26, but two slots (tryboot_a_b in autoboot.txt) need firmware of"
                        + " 2022-11-01 or later: take a newer raspi-firmware into board.yaml, or build without --ab]",
                findings.toString());
    }

    @Test
    void theTreeIsForAnotherChip() {
        files.put("bcm2711-rpi-4-b.dtb", tree("brcm,bcm2712"));
        only("error: the device tree bcm2711-rpi-4-b.dtb is for 'brcm,bcm2712'; one for 'brcm,bcm2711' was expected");
    }

    @Test
    void theTreeIsMissing() {
        files.remove("bcm2711-rpi-4-b.dtb");
        List<Finding> findings = BootLint.check(files, board, false);
        assertTrue(
                findings.getFirst().text().startsWith("config.txt names 'bcm2711-rpi-4-b.dtb' (device_tree), which"),
                findings.toString());
    }

    @Test
    void theConsolesUartIsOffOrElsewhere() {
        config(CONFIG.replace("enable_uart=1\n", ""));
        only("error: config.txt does not say enable_uart=1, so the console's UART would have no clock it can count on");
        config(CONFIG.replace("gpio=14,15=a0\n", ""));
        only("error: config.txt leaves pins 8 and 10 to the mini-UART, but the console is the PL011: expected"
                + " gpio=14,15=a0, or dtoverlay=miniuart-bt or disable-bt with that overlay on the card");
    }

    @Test
    void anOverlayThatTheCardLacksIsNamed() {
        config(CONFIG + "dtoverlay=miniuart-bt\n");
        only(
                "error: config.txt asks for the overlay 'miniuart-bt', but there is no overlays/miniuart-bt.dtbo on the boot"
                        + " partition");
    }

    @Test
    void kernelAndBundleMeetInMemory() {
        config(CONFIG.replace("followkernel", "0x280000"));
        only(
                "error: config.txt loads the kernel kernel8.img at 0x200000 to 0x2fffff and the boot bundle cortado.cpio at"
                        + " 0x280000 to 0x281fff into the same memory; 'initramfs FILE followkernel' and no device_tree_address"
                        + " keep them apart");
    }

    @Test
    void kernelAndTreeMeetInMemory() {
        config(CONFIG + "device_tree_address=0x2ff000\n");
        List<Finding> findings = BootLint.check(files, board, false);
        assertTrue(
                findings.getFirst().text().contains("and the device tree bcm2711-rpi-4-b.dtb at 0x2ff000 to 0x2ff"),
                findings.toString());
    }

    @Test
    void aPi5ForOldAndNewSiliconNeedsTwoTrees() {
        BoardSpec pi5 = board("bcm2712-rpi-5-b.dtb");
        files.put("bcm2712-rpi-5-b.dtb", tree("brcm,bcm2712"));
        files.put("kernel_2712.img", kernel(4096));
        config("initramfs cortado.cpio followkernel\nenable_uart=1\n");
        List<Finding> findings = BootLint.check(files, pi5, false);
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(findings.getFirst().toString().startsWith("warning: the card has no bcm2712d0-rpi-5-b.dtb"));
    }

    @Test
    void aFullPartitionIsSaid() throws Exception {
        Path image = folder.resolve("card.img");
        files.put("filler", new byte[59 << 20]);
        CardImage.write(image, 64 << 20, "CORTADO", files);
        List<Finding> findings = BootLint.check(image, board);
        assertEquals(1, findings.size(), findings.toString());
        assertTrue(
                findings.getFirst().toString().startsWith("warning: the boot partition is 95% full ("),
                findings.toString());
    }

    @Test
    void aSpareSlotThatWouldNotStartIsNoError() throws Exception {
        Path image = folder.resolve("card.img");
        files.remove("cortado.cpio");
        CardImage.write(image, CardLayout.slots(PartitionTable.Format.MBR, 128 << 20, "CORTADO", files));
        List<Finding> findings = BootLint.check(image, board);
        assertEquals(2, findings.size(), findings.toString());
        assertTrue(findings.getFirst().toString().startsWith("error: slot a (partition 2): "), findings.toString());
        assertTrue(findings.getLast().toString().startsWith("warning: slot b (partition 3): "), findings.toString());
    }

    private void only(String finding) {
        assertEquals("[" + finding + "]", BootLint.check(files, board, false).toString());
    }

    private void config(String text) {
        files.put("config.txt", bytes(text));
    }

    private FirmwarePackage pack(String name, String... contents) {
        return new FirmwarePackage(
                name,
                "1",
                "bookworm",
                "main",
                "all",
                "",
                "free",
                List.of(contents).stream()
                        .map(file -> new FirmwareFile(file, file, Sha256.of(files.get(file))))
                        .toList());
    }

    private static BoardSpec board(String dtb, FirmwarePackage... firmware) {
        return new BoardSpec(
                "rpi4",
                "a board",
                "rpi4.dts",
                Optional.empty(),
                List.of(firmware),
                Optional.of(new BoardSpec.Image(128 << 20, "CORTADO", "kernel8.img", "cortado.cpio", dtb, CONFIG)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] kernel(int memory) {
        byte[] bytes = new byte[128];
        ByteBuffer header = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(16, memory);
        header.putInt(56, 0x644d_5241);
        return bytes;
    }

    /** A device tree blob of nothing but a root with {@code compatible} (Devicetree Specification v0.4, chapter 5). */
    private static byte[] tree(String compatible) {
        byte[] value = bytes(compatible + "\0");
        int padded = (value.length + 3) & ~3;
        int structure = 4 + 4 + 12 + padded + 4 + 4;
        byte[] blob = new byte[40 + 16 + structure + 11];
        ByteBuffer to = ByteBuffer.wrap(blob);
        to.putInt(0xd00dfeed)
                .putInt(blob.length)
                .putInt(56)
                .putInt(56 + structure)
                .putInt(40);
        to.putInt(17).putInt(16).putInt(0).putInt(11).putInt(structure);
        to.position(56);
        to.putInt(1).putInt(0).putInt(3).putInt(value.length).putInt(0).put(value);
        to.position(56 + 20 + padded);
        to.putInt(2).putInt(9).put(bytes("compatible\0"));
        return blob;
    }
}
