package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession;
import org.junit.jupiter.api.Test;

/** What a driver's device can be made to do to memory that is not the driver's, with an IOMMU and without. */
class IommuTest {
    /** With little memory, so that looking through all of it takes little time. */
    private static Boards.Booted boot(String board) throws Exception {
        return Boards.boot(Boards.PROJECT, board, command -> command.memory(128L << 20));
    }

    @Test
    void behindAnSmmuADeviceReachesNothingThatItsDriverWasNotGiven() throws Exception {
        try (Boards.Booted board = boot("qemu-virt-smmu")) {
            String devices = board.run("devices");
            assertTrue(devices.contains("/pcie@10000000/1,0"), devices);
            board.run("random 16"); // the entropy source is behind it, too
            board.run("kill virtio-rng");
            board.run("random 16");
            board.run("kill supervisor");
            board.run("kill virtio-blk");
            board.run("disk write 9 kept");
            assertTrue(board.run("disk read 9").contains("kept"));

            GuestSession.Reply trial = board.guest().run("run recovery stray");
            assertEquals(0, trial.status(), trial.output());
            assertTrue(trial.output().contains("that are not the disk's it wrote to 0 pages\n"), trial.output());
            String events = board.run("events virtio-blk");
            assertTrue(events.contains("its device (stream 0x8) tried to write to 0x"), events);

            GuestSession.Reply dma = board.guest().run("run recovery dma");
            assertEquals(0, dma.status(), dma.output());
        }
    }

    @Test
    void withoutOneItReachesEverything() throws Exception {
        try (Boards.Booted board = boot("qemu-virt")) {
            GuestSession.Reply trial = board.guest().run("run recovery stray");
            assertEquals(1, trial.status(), trial.output());
            assertFalse(trial.output().contains("it wrote to 0 pages"), trial.output());
        }
    }
}
