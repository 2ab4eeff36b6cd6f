package cortado.flash.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.bench.Figure;
import cortado.flash.bench.FigureTable;
import cortado.flash.bench.RecoveryBench;
import cortado.flash.pipeline.BoardBuild;
import cortado.flash.pipeline.Progress;
import cortado.flash.run.Emulation;
import cortado.flash.run.GuestSession;
import cortado.flash.run.QemuProcess;
import cortado.flash.run.StreamSerial;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Drivers on the board: what they carry in bulk, and what is left of them when they die. */
class DriversTest {
    private static final List<String> DRIVERS = List.of("virtio-rng", "virtio-blk", "pl011");
    /** Bytes that a slow disk moves in a second. */
    private static final int SLOW = 256 * 1024;

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

    @Test
    void aCopyOutlivesTheDisksDriverAndWhatTheDiskReadsForADeadOneGoesNowhere() throws Exception {
        // A slow disk: what a driver leaves behind is still on its way when its memory could be somebody else's.
        try (Boards.Booted board = Boards.boot(
                Boards.PROJECT,
                "qemu-virt",
                command -> command.memory(192L << 20)
                        .options(List.of("-set", "drive.disk.throttling.bps-total=" + SLOW)))) {
            GuestSession.Reply dma = board.guest().run("run recovery dma");
            assertEquals(0, dma.status(), dma.output());
            assertTrue(dma.output().contains(": 0 pages damaged\n"), dma.output());

            board.run("start copy disk:0+512 disk:8192");
            for (int tries = 0; tries < 200 && !board.run("disk read 8192").contains("ZZZZ"); tries++) {
                Thread.sleep(50); // until the first of its pieces is there: the others take the slow disk seconds
            }
            board.guest().run("kill virtio-blk");
            String log = board.run("log copy");
            for (int tries = 0; tries < 200 && !log.contains("SHA-256"); tries++) {
                Thread.sleep(50);
                log = board.run("log copy");
            }
            byte[] copied = new byte[512 * 512];
            Arrays.fill(copied, 0, 256 * 512, (byte) 0x5a); // the trial above has left it there
            String hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(copied));
            assertTrue(
                    log.contains("262144 bytes copied and read back, SHA-256 " + hash + ", driver lost 1 time\n"), log);
            String processes = board.run("ps");
            assertTrue(
                    Pattern.compile("(?m)^virtio-blk .* \\d+  killed")
                            .matcher(processes)
                            .find(),
                    processes);

            board.run("crash virtio-rng dma");
            assertTrue(board.run("random 16").strip().matches("[0-9a-f]{32}"));
            assertFalse(board.run("mem").contains("held for devices"), board.run("mem"));
            GuestSession.Reply refused = board.guest().run("crash pl011 dma");
            assertEquals("crash: pl011 has no DMA: no device reads or writes memory of its\n", refused.output());
        }
    }

    @Test
    void driversAreBackInTimeAndNoAcknowledgedWriteIsLost() throws Exception {
        try (Boards.Booted board = Boards.boot(
                Boards.PROJECT, "qemu-virt", command -> command.smp(1).counted())) {
            List<Figure> figures =
                    RecoveryBench.figures(RecoveryBench.COMMAND, board.guest().run(RecoveryBench.COMMAND));
            String table = FigureTable.text(figures);
            for (String driver : DRIVERS) {
                assertTrue(
                        figures.stream().anyMatch(figure -> figure.name().equals("fault-to-answer-" + driver)), table);
            }
            for (Figure figure : figures) {
                figure.aim().ifPresent(aim -> assertTrue(figure.value() < aim, table));
            }
            String kills = RecoveryBench.KILLS + 18;
            for (Figure figure : RecoveryBench.figures(kills, board.guest().run(kills, Duration.ofMinutes(3)))) {
                figure.aim().ifPresent(aim -> assertEquals(0, figure.value(), figure.meaning()));
            }
        }
    }

    @Test
    void thePromptAndAHalfTypedLineComeBackAndNoCharacterIsDoubled() throws Exception {
        Emulation emulation = Emulation.prepare(
                Boards.PROJECT, new BoardBuild(Boards.PROJECT, new Progress(System.err::println)), "qemu-virt");
        try (emulation;
                QemuProcess qemu =
                        QemuProcess.start(emulation.headless(emulation.command()), QemuProcess.Streams.CAUGHT)) {
            TypedLine shell = new TypedLine(new StreamSerial(
                    qemu.process().getInputStream(), qemu.process().getOutputStream(), bytes -> {}));
            shell.awaitPrompt();
            for (String word : List.of("espresso", "ristretto")) {
                shell.type("kill pl011");
                shell.enter();
                shell.type("echo " + word);
                assertEquals(List.of(word), shell.enter());
            }
            shell.type("start recovery later pl011 3000");
            assertEquals(List.of("started recovery"), shell.enter());
            shell.type("echo half-");
            shell.awaitLog("started pl011");
            shell.awaitDrawn();
            shell.type("typed");
            assertEquals(List.of("half-typed"), shell.enter());
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
