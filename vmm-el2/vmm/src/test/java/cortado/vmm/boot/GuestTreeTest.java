package cortado.vmm.boot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.fdt.FlatStatus;
import cortado.fdt.FlatTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuestTreeTest {
    @TempDir
    Path folder;

    private static byte[] tree(int gicVersion) {
        return new GuestTree(64 << 20, 2, gicVersion, 3, "console=hvc0 quiet", 0x4200_0000L, 12345)
                .write(new byte[] {1, 2, 3, 4});
    }

    @Test
    void ourOwnReaderTakesIt() {
        FlatTree read = new FlatTree(tree(2));
        assertEquals(FlatStatus.OK, read.status());
        assertEquals(14, read.nodeCount());
    }

    /** The reference compiler reads it, finds nothing to warn of, and sees what was meant. */
    @Test
    void theReferenceCompilerUnderstandsIt() throws Exception {
        for (int version = 2; version <= 3; version++) {
            String source = decompile(tree(version));
            assertTrue(source.contains("bootargs = \"console=hvc0 quiet\";"), source);
            assertTrue(source.contains("linux,initrd-start = <0x00 0x42000000>;"), source);
            assertTrue(source.contains("linux,initrd-end = <0x00 0x42003039>;"), source);
            assertTrue(source.contains("stdout-path = \"/pl011@9000000\";"), source);
            assertTrue(source.contains("virtio_mmio@a002000 {"), source);
            assertTrue(source.contains("interrupts = <0x00 0x12 0x01>;"), source);
            assertTrue(source.contains("enable-method = \"psci\";"), source);
            assertTrue(source.contains(version == 2 ? "arm,gic-400" : "arm,gic-v3"), source);
            assertTrue(
                    source.contains(
                            version == 2
                                    ? "reg = <0x00 0x8000000 0x00 0x1000 0x00 0x8010000 0x00 0x2000>;"
                                    : "reg = <0x00 0x8000000 0x00 0x10000 0x00 0x80a0000 0x00 0x40000>;"),
                    source);
        }
    }

    private String decompile(byte[] blob) throws IOException, InterruptedException {
        Path file = Files.write(folder.resolve("guest.dtb"), blob);
        Process dtc = new ProcessBuilder(
                        "dtc", "-I", "dtb", "-O", "dts", "-W", "no-unit_address_vs_reg", "--", file.toString())
                .redirectErrorStream(true)
                .start();
        String text = new String(dtc.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, dtc.waitFor(), text);
        assertTrue(!text.contains("Warning"), text);
        return text;
    }

    @Test
    void nodesHaveToEnd() {
        TreeWriter writer = new TreeWriter().begin("");
        assertThrows(IllegalStateException.class, writer::finish);
        writer.end();
        assertThrows(IllegalStateException.class, writer::end);
    }
}
