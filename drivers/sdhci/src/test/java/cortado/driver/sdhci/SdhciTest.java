package cortado.driver.sdhci;

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
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Folio;
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
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class SdhciTest {
    private static Device node(SimulatedCard card) {
        return new Device("mmc@7e300000", "brcm,bcm2835-sdhci", 0x7e30_0000, SdhciRegister.SIZE, card);
    }

    private static Program program(Device node) {
        return Program.driver("sdhci", node, Block.NAME, Sdhci::main);
    }

    private static long soon() {
        return Clock.after(10_000);
    }

    private static void with(SimulatedCard card, Runnable client) {
        Device node = node(card);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(client);
            assertFalse(driver.isEnded());
        }
    }

    private static Block block() {
        return new Block(Environ.current());
    }

    private static byte[] read(Block block, long sector, int count) {
        try (Folio folio = Folio.create(count * 512L)) {
            block.read(sector, count, folio, 0, soon());
            byte[] bytes = new byte[count * 512];
            folio.read(0, bytes, 0, bytes.length);
            return bytes;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatIsWrittenIsRead(boolean highCapacity) {
        SimulatedCard card = new SimulatedCard(4096, highCapacity);
        byte[] before = card.content();
        byte[] noise = new byte[150 * 512];
        new Random(3).nextBytes(noise);
        with(card, () -> {
            Block block = block();
            assertEquals(new Block.Geometry(4096, 512, 0), block.geometry(soon()));
            // More than the driver moves at once, from the middle of a folio to the middle of the card.
            Folio folio = Folio.create(noise.length + 4096);
            folio.write(512, noise, 0, noise.length);
            block.write(3, 150, folio, 512, soon());
            block.flush(soon());
            assertArrayEquals(noise, read(block, 3, 150));
            assertArrayEquals(Arrays.copyOf(before, 512), read(block, 0, 1));
            assertArrayEquals(Arrays.copyOfRange(before, 4095 * 512, 4096 * 512), read(block, 4095, 1));
        });
        byte[] after = card.content();
        assertArrayEquals(noise, Arrays.copyOfRange(after, 3 * 512, 153 * 512));
        assertArrayEquals(Arrays.copyOf(before, 3 * 512), Arrays.copyOf(after, 3 * 512));
        assertArrayEquals(
                Arrays.copyOfRange(before, 153 * 512, before.length),
                Arrays.copyOfRange(after, 153 * 512, after.length));
        assertEquals(4, card.lines());
        assertTrue(card.kilohertz() > 12_000 && card.kilohertz() <= 25_000, () -> card.kilohertz() + " kHz");
    }

    @Test
    void aLockedCardRefusesWrites() {
        SimulatedCard card = new SimulatedCard(1024, true);
        card.lock();
        with(card, () -> {
            Block block = block();
            assertTrue(block.geometry(soon()).readOnly());
            Folio folio = Folio.create(512);
            StatusException refused = assertThrows(StatusException.class, () -> block.write(0, 1, folio, 0, soon()));
            assertEquals(Status.ACCESS_DENIED, refused.status());
            block.read(0, 1, folio, 0, soon());
        });
    }

    @Test
    void aFolioThatCannotBeFilledIsRefusedAlone() {
        with(new SimulatedCard(1024, true), () -> {
            Channel channel = Environ.current().connect(Block.NAME, soon());
            Folio folio = Folio.create(512);
            Message message = new Message()
                    .reset(MessageType.READ, 1)
                    .putLong(0)
                    .putInt(1)
                    .putLong(0)
                    .putHandle(folio.duplicate(Rights.READ | Rights.MAP | Rights.TRANSFER));
            StatusException refused = assertThrows(StatusException.class, () -> channel.call(message, soon()));
            assertEquals(Status.ACCESS_DENIED, refused.status(), refused::getMessage);
            read(block(), 0, 1);
        });
    }

    @Test
    void aSectorThatCannotBeReadFailsAloneAndIsNamed() {
        SimulatedCard card = new SimulatedCard(1024, true);
        card.breakSector(150);
        with(card, () -> {
            Block block = block();
            Folio folio = Folio.create(200 * 512);
            StatusException failed = assertThrows(StatusException.class, () -> block.read(0, 200, folio, 0, soon()));
            assertEquals(Status.DEVICE_ERROR, failed.status());
            assertEquals("the card failed in the 64 sectors from 128 on: no data", failed.getMessage());
            block.read(151, 49, folio, 0, soon());
        });
    }

    @Test
    void aWriteThatTheCardTakesAndThenReportsAsFailedHasFailed() {
        SimulatedCard card = new SimulatedCard(1024, false);
        card.refuseSector(9);
        with(card, () -> {
            Block block = block();
            Folio folio = Folio.create(20 * 512);
            StatusException failed = assertThrows(StatusException.class, () -> block.write(0, 20, folio, 0, soon()));
            assertEquals(
                    "the card failed in the 20 sectors from 0 on: the card reports the errors 0x100000",
                    failed.getMessage());
            block.write(10, 10, folio, 0, soon());
        });
    }

    @Test
    void aCardThatFallsSilentEndsTheDriverAndTheRestartedOneFinishesTheRequest() throws InterruptedException {
        SimulatedCard card = new SimulatedCard(1024, true);
        Device node = node(card);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(() -> read(block(), 0, 1));
            card.setSilent(true);
            Running client = board.launch("client", () -> {
                Folio folio = Folio.create(512);
                folio.store8(0, 42);
                block().write(7, 1, folio, 0, Clock.after(100_000));
            });
            Thread.sleep(100);
            board.skip(6);
            assertEquals(
                    "the card did not answer within 5 s",
                    driver.awaitEnd(10).orElseThrow().getMessage());
            card.setSilent(false);
            board.start(program(node));
            assertFalse(client.awaitEnd(10).isPresent());
            assertEquals(42, card.content()[7 * 512]);
        }
    }

    @Test
    void aKilledDriversClientsGoOnWithTheNextOne() throws InterruptedException {
        SimulatedCard card = new SimulatedCard(1024, true);
        Device node = node(card);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            Running client = board.launch("client", () -> {
                Block block = block();
                Folio folio = Folio.create(512);
                for (int sector = 0; sector < 500; sector++) {
                    folio.store32(0, sector * 17);
                    block.write(sector, 1, folio, 0, Clock.after(20_000));
                }
            });
            for (int i = 0; i < 4; i++) {
                Thread.sleep(50);
                board.kill(driver);
                driver = board.start(program(node));
            }
            assertFalse(client.awaitEnd(30).isPresent());
            for (int sector = 0; sector < 500; sector++) {
                assertEquals(sector * 17, LittleEndian.i32(card.content(), sector * 512));
            }
        }
    }

    @Test
    void aControllerThatLiesIsSurvivedOrEndsTheDriverInASentence() {
        for (int seed = 0; seed < 5; seed++) {
            SimulatedCard card = new SimulatedCard(1024, seed % 2 == 0);
            Device node = node(card);
            try (Testbed board = new Testbed(node)) {
                Running driver = board.start(program(node));
                board.run(() -> read(block(), 0, 1));
                card.lie(new Random(seed));
                Running client = board.launch("client", () -> {
                    Block block = block();
                    Folio folio = Folio.create(512);
                    for (int i = 0; i < 8; i++) {
                        try {
                            block.read(i, 1, folio, 0, Clock.after(500));
                        } catch (StatusException e) {
                            // Refused, late, or without a driver: all of it may be.
                        }
                    }
                });
                client.awaitEnd(30);
                if (driver.isEnded()) {
                    Throwable why = driver.awaitEnd(1).orElseThrow();
                    assertTrue(why instanceof DeviceException, why::toString);
                }
            }
        }
    }

    @Test
    void whatIsNoMemoryCardIsSaidInASentence() {
        SimulatedCard radio = new SimulatedCard(1024, true);
        radio.beSomethingElse();
        assertEquals("there is no memory card in the slot that answers: CMD55 failed: no response", ending(radio));
    }

    private static String ending(SimulatedCard card) {
        Device node = node(card);
        try (Testbed board = new Testbed(node)) {
            return board.start(program(node)).awaitEnd(10).orElseThrow().getMessage();
        }
    }

    @Test
    void sizesComeFromBothVersionsOfTheCsd() {
        // 4 GiB: C_SIZE 8191 of version 2.0; 1 GiB: C_SIZE 4095, multiplier 7, blocks of 512 bytes.
        assertEquals(8L << 20, MemoryCard.blocks(8191 << 8, 0, 1 << 22));
        assertEquals(4096L << 9, MemoryCard.blocks(0xffc0_0000 | 7 << 7, 9 << 8 | 3, 0));
    }
}
