package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.environ.settings.BootSettings;
import cortado.flash.command.CommandException;
import cortado.flash.disk.Card;
import cortado.flash.disk.DiskFormatException;
import cortado.flash.disk.PartitionTable;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.BuiltBoard;
import cortado.flash.pipeline.CardChoices;
import cortado.flash.pipeline.CardSettings;
import cortado.flash.pipeline.Progress;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestSession;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Cards with two slots that report success, have a slot that is none, or one slot only. */
class SlotsTest {
    private final BoardBuild build = new BoardBuild(Boards.PROJECT, new Progress(text -> {}));

    @TempDir
    Path folder;

    @Test
    void theSystemItselfReportsSuccessInOneSectorOfItsDisk() throws Exception {
        Path card = card(build.build("rpi4"), "den", PartitionTable.Format.GPT);
        try (Boards.Booted board = Boards.boot(Boards.PROJECT, "qemu-virt", command -> command.disk(card))) {
            assertEquals("slot a (partition 2) is booted, slot b (partition 3) is the spare one\n", board.run("slot"));
            assertEquals(
                    "slot b (partition 3) is booted, slot a (partition 2) is the spare one\n",
                    board.run("slot commit"));
        }
        try (Card after = Card.open(card)) {
            assertEquals(3, after.bootPartition(false));
            assertEquals(2, after.bootPartition(true));
        }
    }

    @Test
    void aSlotThatIsNoneIsRefusedWhenTriedAndTheUsualOneStays() throws Exception {
        Path card = card(build.build("rpi4"), "before", PartitionTable.Format.MBR);
        try (Card open = Card.open(card);
                FileChannel disk = FileChannel.open(card, StandardOpenOption.WRITE)) {
            disk.write(ByteBuffer.allocate(4096), open.partition(3).firstSector() * 512);
        }
        assertThrows(DiskFormatException.class, () -> nameOf(card, true));
        try (Card open = Card.open(card)) {
            assertEquals(2, open.bootPartition(false));
            assertEquals(true, open.files(2).containsKey("kernel8.img"));
        }
    }

    @Test
    void aCardWithOneSlotHasNothingToTry() throws Exception {
        Path card = build.build("rpi4").card().orElseThrow();
        CommandException e = assertThrows(CommandException.class, () -> nameOf(card, true));
        assertEquals(
                card + " has one boot partition, so there is no slot to try: `./cortado build BOARD --ab` makes cards"
                        + " with two",
                e.getMessage());
    }

    private Path card(BuiltBoard built, String hostname, PartitionTable.Format format) throws Exception {
        BootSettings settings = new BootSettings();
        settings.hostname(hostname);
        Path card = folder.resolve(hostname + ".img");
        build.card(built, new CardChoices(new CardSettings(settings, List.of(), List.of()), format, true), card);
        return card;
    }

    private String nameOf(Path card, boolean tryboot) throws Exception {
        try (Emulation emulation = Emulation.prepare(Boards.PROJECT, build, card.toString(), tryboot);
                GuestSession guest = GuestSession.boot(emulation.headless(emulation.command()), Boards.BOOT)) {
            return guest.run("hostname").output().strip();
        }
    }
}
