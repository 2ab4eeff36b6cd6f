package cortado.driver.virtio.rng;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Entropy;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Running;
import cortado.testkit.Testbed;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class VirtioRngTest {
    private static byte[] expected(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    private static Device node(SimulatedRng rng) {
        // Transports of QEMU's virt board are 512 bytes apart, several to a page.
        return new Device("virtio_mmio@a000200", "virtio,mmio", 0xa00_0200, 0x200, rng);
    }

    private static Program program(Device node) {
        return Program.driver("virtio-rng", node, Entropy.NAME, VirtioRng::main);
    }

    private static byte[] fill(int length) {
        byte[] bytes = new byte[length];
        try (Entropy entropy = new Entropy(Environ.current())) {
            entropy.fill(bytes, Clock.after(10_000));
        }
        return bytes;
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aClientGetsTheDevicesBytes(boolean legacy) {
        Device node = node(new SimulatedRng(legacy, 4096));
        try (Testbed board = new Testbed(node)) {
            board.start(program(node));
            board.run(() -> assertArrayEquals(expected(16), fill(16)));
        }
    }

    @Test
    void aDeviceThatGivesLittleIsAskedAgain() {
        Device node = node(new SimulatedRng(true, 64));
        try (Testbed board = new Testbed(node)) {
            board.start(program(node));
            board.run(() -> assertArrayEquals(expected(1024), fill(1024)));
        }
    }

    /** A device may take as long as its host likes, in which a board with nothing else to do would sleep. */
    @Test
    void nobodyWaitsForADeviceThatHasAnsweredInTime() {
        SimulatedRng rng = new SimulatedRng(true, 4096);
        Device node = node(rng);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(() -> fill(1));
            rng.setSilent(true);
            board.run(() -> {
                for (int time = 0; time < 4; time++) {
                    fill(300);
                }
            });
            board.skip(11); // nobody waits, so the device may
            board.run(() -> fill(300));
            assertFalse(driver.isEnded());
        }
    }

    @Test
    void clientsTakeTurns() {
        Device node = node(new SimulatedRng(true, 4096));
        try (Testbed board = new Testbed(node)) {
            board.start(program(node));
            Running[] clients = new Running[4];
            for (int i = 0; i < clients.length; i++) {
                clients[i] = board.launch("client" + i, () -> {
                    for (int round = 0; round < 20; round++) {
                        fill(100);
                    }
                });
            }
            for (Running client : clients) {
                assertFalse(client.awaitEnd(20).isPresent());
            }
        }
    }

    @Test
    void countsThatDoNotFitAreRefused() {
        Device node = node(new SimulatedRng(true, 4096));
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(() -> {
                Channel channel = Environ.current().connect(Entropy.NAME, Clock.after(5_000));
                for (int count : new int[] {0, -1, 481, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
                    StatusException refused = assertThrows(
                            StatusException.class,
                            () -> channel.call(
                                    new Message().reset(MessageType.READ, 1).putInt(count), Clock.after(5_000)));
                    assertEquals(Status.INVALID_ARGUMENT, refused.status());
                }
                StatusException type = assertThrows(
                        StatusException.class,
                        () -> channel.call(new Message().reset(MessageType.OPEN, 1), Clock.after(5_000)));
                assertEquals(Status.NOT_SUPPORTED, type.status());
            });
            assertFalse(driver.isEnded());
        }
    }

    @Test
    void aDeviceThatFallsSilentEndsTheDriverAndARestartServesTheClient() {
        SimulatedRng rng = new SimulatedRng(false, 4096);
        Device node = node(rng);
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.run(() -> fill(1));
            rng.setSilent(true);
            Running client = board.launch("client", () -> {
                byte[] bytes = new byte[4096]; // more than is ready
                new Entropy(Environ.current()).fill(bytes, Clock.after(100_000));
            });
            sleep(100);
            board.skip(11);
            assertEquals(
                    "the entropy device gave nothing for 10 s",
                    driver.awaitEnd(10).orElseThrow().getMessage());
            rng.setSilent(false);
            board.start(program(node));
            assertFalse(client.awaitEnd(10).isPresent());
            assertEquals(2, rng.resets());
        }
    }

    @Test
    void aDeviceThatGivesNothingBackEndsTheDriver() {
        Device node = node(new SimulatedRng(false, 0));
        try (Testbed board = new Testbed(node)) {
            Running driver = board.start(program(node));
            board.launch("client", () -> fill(1));
            assertEquals(
                    "the entropy device gave a buffer back empty, which §5.4.6.2 rules out",
                    driver.awaitEnd(10).orElseThrow().getMessage());
        }
    }

    private static void sleep(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
