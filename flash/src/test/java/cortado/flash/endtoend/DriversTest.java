package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Drivers on the board: what they carry in bulk, and what is left of them when they die. */
class DriversTest {
    private static final List<String> DRIVERS = List.of("virtio-rng", "virtio-blk", "pl011");

    @Test
    void aLineLongerThanEveryBufferComesBackWhole() throws Exception {
        String word = "0123456789abcdef".repeat(700);
        try (Boards.Booted board = Boards.boot("qemu-virt")) {
            assertEquals(word + "\n", board.run("echo " + word));
        }
    }

    @Test
    void driversThatDieLeaveNothingBehindAndTheirClientsGoOn() throws Exception {
        try (Boards.Booted board = Boards.boot("qemu-virt")) {
            board.run("disk write 9 kept");
            killAll(board);
            String before = held(board);
            for (int round = 0; round < 3; round++) {
                killAll(board);
            }
            String after = held(board);
            for (int tries = 0; tries < 20 && !after.equals(before); tries++) {
                after = held(board); // a channel that was closed just now is noticed a moment later
            }
            assertEquals(before, after);
        }
    }

    private static void killAll(Boards.Booted board) throws Exception {
        for (String driver : DRIVERS) {
            board.guest().run("kill " + driver); // the kernel's own words may be in between
            assertTrue(board.run("random 600").length() > 1200, "random bytes after the end of " + driver);
            assertTrue(board.run("disk read 9").contains("|kept"), "the disk after the end of " + driver);
        }
    }

    /** The line that counts processes, handles and kernel objects. */
    private static String held(Boards.Booted board) throws Exception {
        String memory = board.run("mem");
        return memory.lines()
                .filter(line -> line.contains("handles"))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no handles in\n" + memory));
    }
}
