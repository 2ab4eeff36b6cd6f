package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.command.CommandException;
import cortado.flash.disk.CardImage;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.BuiltBoard;
import cortado.flash.pipeline.Progress;
import cortado.flash.run.GuestException;
import cortado.flash.run.GuestSession.Reply;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The cards of the Raspberry Pi boards: the Pi 4's is booted, the Pi 5's looked into. */
class CardTest {
    @Test
    void theCardThatWouldBeFlashedBootsAndDrivesItsBoard() throws Exception {
        try (Boards.Booted board = Boards.boot("rpi4")) {
            String devices = board.run("devices");
            for (String driver : List.of("pl011", "bcm2835-mailbox", "bcm2835-gpio", "bcm2835-pm", "sdhci")) {
                assertTrue(
                        Pattern.compile("(?m)^/soc/\\S+ +" + driver + " ")
                                .matcher(devices)
                                .find(),
                        driver + " in\n" + devices);
            }
            assertTrue(board.run("version").contains("4 CPUs"), board.run("version"));
            assertTrue(board.run("firmware").contains("revision"), board.run("firmware"));
            assertEquals(0, board.guest().run("gpio 21 mode output; gpio 21 1").status());
            assertTrue(board.run("gpio 21").contains("1"), board.run("gpio 21"));
            pinsAndFirmwareOutliveTheirDrivers(board);
        }
    }

    private static void pinsAndFirmwareOutliveTheirDrivers(Boards.Booted board) throws Exception {
        String before = board.run("gpio 21");
        String firmware = board.run("firmware");
        board.run("kill bcm2835-gpio");
        assertEquals(before, board.run("gpio 21"), "a pin after the end of its driver");
        board.run("crash bcm2835-mailbox dma");
        assertEquals(firmware, board.run("firmware"), "the firmware after the end of its driver in a transfer");
        String processes = board.run("ps");
        assertTrue(
                Pattern.compile("(?m)^bcm2835-gpio .* 1  killed")
                        .matcher(processes)
                        .find(),
                processes);
        assertTrue(
                Pattern.compile("(?m)^bcm2835-mailbox .* 1  exit")
                        .matcher(processes)
                        .find(),
                processes);
        assertFalse(board.run("mem").contains("held for devices"), board.run("mem"));
        Reply refused = board.guest().run("crash bcm2835-gpio dma");
        assertEquals("crash: bcm2835-gpio has no DMA: no device reads or writes memory of its\n", refused.output());
    }

    @Test
    void thePi4PowersItselfOff() throws Exception {
        try (Boards.Booted board = Boards.boot("rpi4")) {
            Reply reply = board.guest().run("poweroff");
            assertEquals(0, reply.status());
            assertTrue(board.guest().ended());
        }
    }

    @Test
    void thePi5CardHoldsWhatItsFirmwareLooksFor() throws Exception {
        BuiltBoard built = new BoardBuild(Boards.PROJECT, new Progress(System.err::println)).build("rpi5");
        Map<String, byte[]> files = CardImage.read(built.card().orElseThrow());
        assertEquals(
                List.of("bcm2712-rpi-5-b.dtb", "config.txt", "cortado.cpio", "kernel_2712.img"),
                List.copyOf(files.keySet()));
        assertArrayEquals(Files.readAllBytes(built.kernel()), files.get("kernel_2712.img"));
        assertArrayEquals(Files.readAllBytes(built.bundle()), files.get("cortado.cpio"));
    }

    @Test
    void runningAPi5SaysThatNoEmulatorHasOne() {
        CommandException e = assertThrows(CommandException.class, () -> {
            try (Boards.Booted board = Boards.boot("rpi5")) {
                board.run("ps");
            } catch (GuestException unexpected) {
                throw new AssertionError(unexpected);
            }
        });
        assertEquals(
                "no emulator has a Raspberry Pi 5: `./cortado build rpi5` makes its card, which only the board itself"
                        + " runs",
                e.getMessage());
    }
}
