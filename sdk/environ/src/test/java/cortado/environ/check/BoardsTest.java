package cortado.environ.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.environ.board.BoardSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The project's own boards, against the project's own drivers. */
class BoardsTest {
    private static final Path ROOT = Path.of("../..");

    private static CheckReport check(String what) throws IOException {
        return BoardCheck.check(Path.of(what), ROOT);
    }

    private static CheckReport.Row row(CheckReport report, String node) {
        return report.rows().stream()
                .filter(row -> row.node().equals(node))
                .findFirst()
                .orElseThrow(() -> new AssertionError(report.text()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"qemu-virt", "qemu-virt-smmu", "rpi4", "rpi5", "../../boards/qemu-virt/qemu-virt-gicv3.dts"})
    void everyBoardIsAllRight(String board) throws IOException {
        CheckReport report = check(board);
        assertTrue(report.ok(), report.text());
        assertTrue(report.services().contains("serial: pl011"), () -> board + " has no console: " + report.services());
    }

    @Test
    void everyBoardIsListed() throws IOException {
        assertEquals(List.of("qemu-virt", "qemu-virt-smmu", "rpi4", "rpi5"), BoardCheck.boards(ROOT));
    }

    @Test
    void rpi4sDevicesAreWhereTheCpuSeesThem() throws IOException {
        CheckReport report = check("rpi4");
        assertEquals("fe201000+200", row(report, "/soc/serial@7e201000").registers());
        assertEquals("153", row(report, "/soc/serial@7e201000").interrupts());
        assertEquals(
                "0+40000000 at c0000000", row(report, "/soc/mailbox@7e00b880").dma());
        assertEquals(
                "ff841000+1000 ff842000+2000 ff844000+2000 ff846000+2000",
                row(report, "/soc/interrupt-controller@40041000").registers());
        assertEquals(
                "fe100000+114 fe00a000+24 fec11000+20",
                row(report, "/soc/watchdog@7e100000").registers());
        assertEquals("29 30 27 26", row(report, "/timer").interrupts());
    }

    @Test
    void rpi5sConsoleIsTheDebugConnector() throws IOException {
        assertEquals(
                "107d001000+200",
                row(check("rpi5"), "/soc@107c000000/serial@7d001000").registers());
    }

    @Test
    void virtioTransportsWaitForTheHardwareToSayWhatTheyAre() throws IOException {
        CheckReport.Row row = row(check("qemu-virt"), "/virtio_mmio@a003e00");
        assertEquals("virtio-rng or virtio-blk", row.driver());
        assertEquals("79 edge", row.interrupts());
    }

    @Test
    void rpi4sCardIsWhatTheReadmeSays() throws IOException {
        BoardSpec board = check("rpi4").board().orElseThrow();
        BoardSpec.Image image = board.image().orElseThrow();
        assertEquals("kernel8.img", image.kernel());
        assertEquals(256L << 20, image.size());
        assertTrue(image.config().lines().anyMatch("kernel_address=0x200000"::equals), image.config());
        assertTrue(image.config().lines().anyMatch("gpio=14,15=a0"::equals), image.config());
        assertTrue(
                image.config().lines().noneMatch(line -> line.startsWith("dtoverlay=")),
                () -> "the card has no overlays:\n" + image.config());
        assertEquals(
                List.of("start4.elf", "fixup4.dat", "LICENCE.txt", "bcm2711-rpi-4-b.dtb"),
                board.firmware().stream()
                        .flatMap(part -> part.files().stream())
                        .map(BoardSpec.FirmwareFile::as)
                        .toList());
        assertEquals(BoardSpec.Boot.IMAGE, board.qemu().orElseThrow().boot());
    }
}
