package cortado.driver.virtio.blk;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Block;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(180)
class VirtioBlkTest {
    private static final long ALL = BlkLayout.FEATURE_BLOCK_SIZE | BlkLayout.FEATURE_FLUSH;

    private static Device node(SimulatedDisk disk) {
        return new Device("virtio_mmio@a003e00", "virtio,mmio", 0xa00_3e00, 0x200, disk);
    }

    private static Program program(Device node) {
        return Program.driver("virtio-blk", node, Block.NAME, VirtioBlk::main);
    }

    private static long soon() {
        return Clock.after(10_000);
    }

    /** Runs a client against a disk. */
    private static void with(SimulatedDisk disk, Runnable client) {
        Device node = node(disk);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(client);
            assertFalse(driver.isEnded());
        }
    }

    private static Block block() {
        return new Block(Environ.current());
    }

    private static byte[] read(Block block, long sector, int count, int sectorSize) {
        Folio folio = Folio.create((long) count * sectorSize);
        block.read(sector, count, folio, 0, soon());
        byte[] bytes = new byte[count * sectorSize];
        folio.read(0, bytes, 0, bytes.length);
        folio.close();
        return bytes;
    }

    @ParameterizedTest
    @CsvSource({"true,512", "false,512", "true,4096", "false,4096"})
    void whatIsWrittenIsRead(boolean legacy, int sectorSize) {
        SimulatedDisk disk = new SimulatedDisk(legacy, 2048, sectorSize, ALL);
        byte[] before = disk.content();
        byte[] noise = new byte[40 * 4096];
        new Random(3).nextBytes(noise);
        with(disk, () -> {
            Block block = block();
            Block.Geometry geometry = block.geometry(soon());
            assertEquals(new Block.Geometry(2048 * 512L / sectorSize, sectorSize, Block.CACHED), geometry);
            assertFalse(geometry.readOnly());
            // More than the driver moves at once, from the middle of a folio to the middle of the disk.
            int count = noise.length / sectorSize;
            Folio folio = Folio.create(noise.length + 4096);
            folio.write(512, noise, 0, noise.length);
            block.write(3, count, folio, 512, soon());
            block.flush(soon());
            assertArrayEquals(noise, read(block, 3, count, sectorSize));
            assertArrayEquals(Arrays.copyOf(before, 3 * sectorSize), read(block, 0, 3, sectorSize));
        });
        byte[] after = disk.content();
        int end = 3 * sectorSize + noise.length;
        assertArrayEquals(noise, Arrays.copyOfRange(after, 3 * sectorSize, end));
        assertArrayEquals(Arrays.copyOfRange(before, end, before.length), Arrays.copyOfRange(after, end, after.length));
        assertEquals(1, disk.flushes());
        assertEquals(ALL, disk.accepted() & 0xffff_ffffL);
    }

    @Test
    void aDiskWithoutFeaturesHasSectorsOf512AndNoCache() {
        SimulatedDisk disk = new SimulatedDisk(true, 100, 4096, 0);
        with(disk, () -> {
            Block block = block();
            assertEquals(new Block.Geometry(100, 512, 0), block.geometry(soon()));
            block.flush(soon());
        });
        assertEquals(0, disk.flushes());
    }

    @Test
    void aDiskThatMayOnlyBeReadRefusesWrites() {
        with(new SimulatedDisk(true, 100, 512, BlkLayout.FEATURE_READ_ONLY), () -> {
            Block block = block();
            assertTrue(block.geometry(soon()).readOnly());
            Folio folio = Folio.create(512);
            StatusException refused = assertThrows(StatusException.class, () -> block.write(0, 1, folio, 0, soon()));
            assertEquals(Status.ACCESS_DENIED, refused.status());
            block.read(0, 1, folio, 0, soon());
        });
    }

    @Test
    void handlesThatAreNoFolioToFillAreRefusedAndClosed() {
        Device node = node(new SimulatedDisk(true, 100, 512, ALL));
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(() -> read(block(), 0, 1, 512));
            int before = board.info(driver).handles();
            board.run(() -> {
                Channel channel = Environ.current().connect(Block.NAME, soon());
                Folio folio = Folio.create(512);
                Message message = new Message();
                for (int i = 0; i < 30; i++) {
                    refused(channel, place(message), Status.INVALID_ARGUMENT); // no handle at all
                    refused(channel, place(message).putHandle(Channel.pair().first()), Status.WRONG_TYPE);
                    refused(
                            channel,
                            place(message).putHandle(folio.duplicate(Rights.READ | Rights.MAP | Rights.TRANSFER)),
                            Status.ACCESS_DENIED);
                    refused(
                            channel,
                            place(message).putHandle(folio.duplicate(Rights.READ | Rights.TRANSFER)),
                            Status.ACCESS_DENIED);
                }
            });
            board.run(() -> read(block(), 0, 1, 512));
            board.awaitHandles(driver, before);
        }
    }

    private static Message place(Message message) {
        return message.reset(MessageType.READ, 1).putLong(0).putInt(1).putLong(0);
    }

    private static void refused(Channel channel, Message message, int status) {
        Message request = message;
        StatusException refused = assertThrows(StatusException.class, () -> channel.call(request, soon()));
        assertEquals(status, refused.status(), refused::getMessage);
    }

    @Test
    void aSectorThatCannotBeReadFailsAloneAndIsNamed() {
        SimulatedDisk disk = new SimulatedDisk(false, 1000, 512, ALL);
        disk.breakUnit(150);
        with(disk, () -> {
            Block block = block();
            Folio folio = Folio.create(200 * 512);
            StatusException failed = assertThrows(StatusException.class, () -> block.read(0, 200, folio, 0, soon()));
            assertEquals(Status.DEVICE_ERROR, failed.status());
            assertEquals("the disk failed in the 64 sectors from 128 on", failed.getMessage());
            block.read(151, 49, folio, 0, soon());
        });
    }

    @Test
    void clientsShareTheDisk() {
        Device node = node(new SimulatedDisk(false, 4096, 512, ALL));
        try (Testbed board = new Testbed(node)) {
            board.start(program(node));
            Running[] clients = new Running[6];
            for (int i = 0; i < clients.length; i++) {
                int number = i;
                clients[i] = board.launch("client" + i, () -> {
                    Block block = block();
                    Folio folio = Folio.create(100 * 512);
                    byte[] mine = new byte[100 * 512];
                    Arrays.fill(mine, (byte) (number + 1));
                    for (int round = 0; round < 5; round++) {
                        folio.write(0, mine, 0, mine.length);
                        block.write(500L * number + 100L * round, 100, folio, 0, soon());
                        assertArrayEquals(mine, read(block, 500L * number + 100L * round, 100, 512));
                    }
                });
            }
            for (Running client : clients) {
                assertFalse(client.awaitEnd(30).isPresent());
            }
        }
    }

    @Test
    void aDiskThatFallsSilentEndsTheDriverAndTheRestartedOneFinishesTheRequest() throws InterruptedException {
        SimulatedDisk disk = new SimulatedDisk(false, 100, 512, ALL);
        Device node = node(disk);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(() -> read(block(), 0, 1, 512));
            disk.setSilent(true);
            Running client = board.launch("client", () -> {
                Folio folio = Folio.create(512);
                folio.store8(0, 42);
                block().write(7, 1, folio, 0, Clock.after(100_000));
            });
            Thread.sleep(100);
            board.skip(16);
            assertEquals(
                    "the disk did not answer within 15 s",
                    driver.awaitEnd(10).orElseThrow().getMessage());
            disk.setSilent(false);
            board.start(program(node));
            assertFalse(client.awaitEnd(10).isPresent());
            assertEquals(42, disk.content()[7 * 512]);
        }
    }

    @Test
    void aKilledDriversClientsGoOnWithTheNextOne() throws InterruptedException {
        SimulatedDisk disk = new SimulatedDisk(false, 1000, 512, ALL);
        Device node = node(disk);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            Running client = board.launch("client", () -> {
                Block block = block();
                Folio folio = Folio.create(512);
                for (int sector = 0; sector < 1000; sector++) {
                    folio.store32(0, sector * 17);
                    block.write(sector, 1, folio, 0, Clock.after(20_000));
                }
            });
            Thread.sleep(50);
            for (int i = 0; i < 5; i++) {
                board.kill(driver);
                driver = board.start(program(node));
                Thread.sleep(20);
            }
            assertFalse(client.awaitEnd(20).isPresent());
            byte[] content = disk.content();
            for (int sector = 0; sector < 1000; sector++) {
                assertEquals(sector * 17, LittleEndian.i32(content, sector * 512));
            }
        }
    }

    private static String fatal(SimulatedDisk disk, Runnable attack) {
        Device node = node(disk);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.launch("client", () -> {
                read(block(), 0, 1, 512);
                attack.run();
                read(block(), 0, 1, 512);
            });
            return driver.awaitEnd(10).orElseThrow().getMessage();
        }
    }

    @Test
    void aDiskThatBreaksTheRulesEndsTheDriverInASentence() {
        SimulatedDisk strange = new SimulatedDisk(false, 100, 512, ALL);
        assertEquals("the disk gave a request back with status 77", fatal(strange, () -> strange.answer(77)));
        SimulatedDisk liar = new SimulatedDisk(false, 100, 512, ALL);
        String lie = fatal(liar, () -> {
            liar.setSilent(true);
            liar.giveBack(9, 0);
        });
        // Which rule the disk is found to break depends on whether the next request is in flight already.
        assertTrue(
                lie.equals("the device used buffer 9, which is not in flight")
                        || lie.equals("the device says it used 1 buffers, but only 0 are in flight"),
                lie);
        SimulatedDisk broken = new SimulatedDisk(false, 100, 512, ALL);
        assertEquals("the device reports an error that only a reset ends", fatal(broken, broken::needReset));
    }

    @Test
    void aDiskWithImpossiblePropertiesIsRefused() {
        assertEquals(
                "the disk has blocks of 513 bytes; a power of two from 512 to 32768 was expected",
                fatal(new SimulatedDisk(true, 100, 513, ALL), () -> {}));
        assertEquals(
                "the disk has blocks of 4294967295 bytes; a power of two from 512 to 32768 was expected",
                fatal(new SimulatedDisk(true, 100, -1, ALL), () -> {}));
    }

    @Test
    void theFolioOfAClientThatEndsIsGivenBack() {
        SimulatedDisk disk = new SimulatedDisk(false, 100, 512, ALL);
        Device node = node(disk);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(() -> read(block(), 0, 1, 512));
            int before = board.info(driver).handles();
            for (int i = 0; i < 10; i++) {
                board.run(() -> {
                    Channel channel = Environ.current().connect(Block.NAME, soon());
                    Handle folio = Folio.create(512);
                    channel.send(place(new Message()).putHandle(folio));
                });
            }
            board.awaitHandles(driver, before);
        }
    }
}
