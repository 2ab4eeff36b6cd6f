package cortado.driver.virtio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Testbed;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(180)
class VirtQueueTest {
    /** Adds up what it reads, and writes the sum. */
    private static final class Adder extends SimulatedVirtio {
        Adder(boolean legacy) {
            super(99, legacy, 0, new byte[0]);
        }

        @Override
        protected int process(List<Buffer> chain) {
            int sum = 0;
            int written = 0;
            for (Buffer buffer : chain) {
                if (buffer.writable()) {
                    byte[] result = new byte[4];
                    LittleEndian.put32(result, 0, sum);
                    store(buffer.address(), result);
                    written += 4;
                } else {
                    sum += LittleEndian.i32(bytes(buffer.address(), 4), 0);
                }
            }
            return written;
        }
    }

    private record Bench(VirtioMmio transport, VirtQueue queue, Folio memory) {}

    /** Runs {@code work} in a process that has attached a queue of 8 to the device. */
    private static Optional<Throwable> with(SimulatedVirtio device, Consumer<Bench> work) {
        Device node = new Device("virtio_mmio@a000000", "virtio,mmio", 0xa00_0000, 0x200, device);
        try (Testbed board = new Testbed(node)) {
            return board.start(new Program("bench", node, List.of(), Map.of(), arguments -> {
                        VirtioMmio transport = new VirtioMmio(Environ.current().mmio(0), 99);
                        transport.negotiate(0);
                        VirtQueue queue = new VirtQueue(8);
                        transport.attach(0, queue);
                        transport.start();
                        work.accept(new Bench(transport, queue, Folio.createDma(4096)));
                    }))
                    .awaitEnd(20);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void chainsOfAllShapesComeBackManyTimesAround(boolean legacy) {
        Optional<Throwable> thrown = with(new Adder(legacy), bench -> {
            Random random = new Random(1);
            long bus = bench.memory().dmaAddress();
            for (int round = 0; round < 70_000 / 2; round++) { // the 16-bit indices wrap
                ArrayDeque<int[]> expected = new ArrayDeque<>();
                for (int chain = 0; chain < 2; chain++) {
                    int at = 1024 * chain;
                    int inputs = 1 + random.nextInt(3);
                    int sum = 0;
                    for (int i = 0; i < inputs; i++) {
                        int value = random.nextInt();
                        sum += value;
                        bench.memory().store32(at + 4L * i, value);
                        bench.queue().readable(bus + at + 4L * i, 4);
                    }
                    bench.queue().writable(bus + at + 512, 4);
                    expected.add(new int[] {bench.queue().submit(), sum, at});
                }
                bench.transport().notifyDevice(0);
                while (!expected.isEmpty()) {
                    int[] next = expected.remove();
                    VirtQueue.Used used = bench.queue().poll();
                    assertEquals(next[0], used.head());
                    assertEquals(4, used.written());
                    assertEquals(next[1], bench.memory().load32(next[2] + 512));
                }
                assertNull(bench.queue().poll());
            }
        });
        assertEquals(Optional.empty(), thrown);
    }

    private static String hostile(Consumer<SimulatedVirtio> attack) {
        Adder device = new Adder(false);
        Throwable thrown = with(device, bench -> {
                    device.setSilent(true);
                    bench.queue().writable(bench.memory().dmaAddress(), 4).submit();
                    bench.transport().notifyDevice(0);
                    attack.accept(device);
                    bench.queue().poll();
                })
                .orElseThrow();
        assertTrue(thrown instanceof DeviceException, thrown::toString);
        return thrown.getMessage();
    }

    @Test
    void aDeviceThatClaimsTooManyIsFoundOut() {
        assertEquals(
                "the device says it used 2 buffers, but only 1 are in flight", hostile(device -> device.jumpIndex(2)));
        assertEquals(
                "the device says it used 65535 buffers, but only 1 are in flight",
                hostile(device -> device.jumpIndex(-1)));
    }

    @Test
    void aDeviceThatGivesBackWhatItWasNotGivenIsFoundOut() {
        assertEquals("the device used buffer 5, which is not in flight", hostile(device -> device.giveBack(5, 0)));
        assertEquals("the device used buffer -1, which is not in flight", hostile(device -> device.giveBack(-1, 0)));
        assertEquals(
                "the device used buffer 65536, which is not in flight", hostile(device -> device.giveBack(65536, 0)));
    }

    @Test
    void aDeviceThatClaimsToHaveWrittenTooMuchIsFoundOut() {
        assertEquals("the device says it wrote 5 bytes into a buffer of 4", hostile(device -> device.giveBack(0, 5)));
        assertEquals(
                "the device says it wrote 4294967295 bytes into a buffer of 4",
                hostile(device -> device.giveBack(0, -1)));
    }

    @Test
    void anotherDeviceIsRefused() {
        Device node = new Device("virtio_mmio@a000000", "virtio,mmio", 0xa00_0000, 0x200, new Adder(true));
        try (Testbed board = new Testbed(node)) {
            Throwable thrown = board.start(new Program(
                            "bench",
                            node,
                            List.of(),
                            Map.of(),
                            arguments -> new VirtioMmio(Environ.current().mmio(0), 2)))
                    .awaitEnd(20)
                    .orElseThrow();
            assertTrue(
                    thrown.toString().contains("the virtio transport has device id 0x63, but 0x2 was expected"),
                    thrown::toString);
        }
    }

    @Test
    void aFullQueueRefusesFurtherBuffers() {
        Optional<Throwable> thrown = with(new Adder(true), bench -> {
            for (int i = 0; i < 8; i++) {
                bench.queue().writable(bench.memory().dmaAddress(), 4).submit();
            }
            assertThrows(
                    IllegalStateException.class,
                    () -> bench.queue().writable(bench.memory().dmaAddress(), 4));
        });
        assertEquals(Optional.empty(), thrown);
    }
}
