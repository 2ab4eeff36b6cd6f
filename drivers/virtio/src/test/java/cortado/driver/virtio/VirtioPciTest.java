package cortado.driver.virtio;

import static cortado.driver.virtio.PciRegister.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LittleEndian;
import cortado.abi.Rights;
import cortado.api.DeviceException;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Mmio;
import cortado.testkit.Device;
import cortado.testkit.Program;
import cortado.testkit.Testbed;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(180)
class VirtioPciTest {
    private static final int ID = 99;

    /** Writes what it read to the other buffer, upside down. */
    private static final class Inverter extends SimulatedVirtio {
        Inverter() {
            super(ID, false, VirtioRegister.FEATURE_ACCESS_PLATFORM, new byte[] {1, 2, 3, 4, 5, 6, 7, 8});
        }

        @Override
        protected int process(List<Buffer> chain) {
            int value = LittleEndian.i32(bytes(chain.getFirst().address(), 4), 0);
            byte[] result = new byte[4];
            LittleEndian.put32(result, 0, ~value);
            store(chain.getLast().address(), result);
            return 4;
        }
    }

    private final Inverter device = new Inverter();
    private final SimulatedPciVirtio hardware = new SimulatedPciVirtio(device, ID);

    /** Runs {@code work} in a process that has opened the device. */
    private Optional<Throwable> with(Consumer<VirtioPci> work) {
        Device node = new Device("pci@a000000", "test,pci", 0xa00_0000, 0x5000, hardware);
        try (Testbed board = new Testbed(node)) {
            return board.start(new Program("bench", node, List.of(), Map.of(), arguments -> {
                        Handle whole = Environ.current().take("handle.mmio.0");
                        Handle readable = whole.duplicate(Rights.READ | Rights.MAP);
                        Mmio configuration = new Mmio(readable, 0, 4096);
                        Mmio range = new Mmio(whole, 4096, SimulatedPciVirtio.RANGE_SIZE);
                        work.accept(new VirtioPci(
                                configuration, number -> number == SimulatedPciVirtio.RANGE ? range : null, ID));
                    }))
                    .awaitEnd(20);
        }
    }

    private static void attach(VirtioPci transport, VirtQueue queue) {
        transport.negotiate(0);
        transport.attach(0, queue);
        transport.start();
    }

    @Test
    void requestsAreAnswered() {
        hardware.setDoorbell(7);
        Optional<Throwable> thrown = with(transport -> {
            VirtQueue queue = new VirtQueue(8);
            attach(transport, queue);
            Folio memory = Folio.createDma(4096);
            memory.store32(0, 0x1234_5678);
            queue.readable(memory.dmaAddress(), 4);
            queue.writable(memory.dmaAddress() + 8, 4);
            int head = queue.submit();
            transport.notifyDevice(0);
            assertEquals(head, queue.poll().head());
            assertEquals(~0x1234_5678, memory.load32(8));
            assertEquals(VirtioRegister.INTERRUPT_USED_BUFFER, transport.interrupts());
            assertEquals(0, transport.interrupts());
            assertEquals(0x0807_0605_0403_0201L, transport.configurationLong(0));
        });
        assertEquals(Optional.empty(), thrown);
        assertFalse(device.isInterrupting());
        assertEquals(VirtioRegister.FEATURE_VERSION_1 | VirtioRegister.FEATURE_ACCESS_PLATFORM, device.accepted());
    }

    private String refused() {
        Throwable thrown =
                with(transport -> attach(transport, new VirtQueue(8))).orElseThrow();
        assertTrue(thrown instanceof DeviceException, thrown::toString);
        return thrown.getMessage();
    }

    @Test
    void aListThatGoesInCirclesEnds() {
        hardware.configuration[0x60 + CAP_NEXT] = (byte) 0x98;
        assertEquals("the device has no structure of type 1 among its capabilities", refused());
    }

    @Test
    void aDeviceWithoutCapabilitiesIsRefused() {
        LittleEndian.put32(hardware.configuration, STATUS_COMMAND.offset(), 6);
        assertEquals("the device has no structure of type 1 among its capabilities", refused());
    }

    @Test
    void aStructureOutsideOfItsRangeIsRefused() {
        hardware.capability(0x50, 0, TYPE_COMMON, 0x3fe0, 0x38);
        assertEquals(
                "the device's structure of type 1 has 56 bytes from 16352 on in range 4, which has 16384; 56 or more were"
                        + " expected",
                refused());
        hardware.capability(0x50, 0, TYPE_COMMON, -4, 0x38);
        assertTrue(refused().startsWith("the device's structure of type 1 has 56 bytes from 4294967292 on"));
        hardware.capability(0x50, 0, TYPE_COMMON, 0, 0x20);
        assertTrue(refused().startsWith("the device's structure of type 1 has 32 bytes from 0 on"));
    }

    @Test
    void aStructureInARangeThatIsNotThereIsRefused() {
        hardware.configuration[0x60 + CAP_BAR] = 2;
        assertEquals(
                "the device's structure of type 3 has 4096 bytes from 4096 on in range 2, which has 0; 1 or more were"
                        + " expected",
                refused());
    }

    @Test
    void aReservedRangeIsPassedOver() {
        hardware.configuration[0x60 + CAP_BAR] = 6;
        assertEquals("the device has no structure of type 3 among its capabilities", refused());
    }

    @Test
    void aDoorbellOutsideOfItsStructureIsRefused() {
        hardware.setDoorbell(0x400);
        assertEquals("the device wants queue 0 notified at 4096 of a structure of 4096 bytes", refused());
        hardware.setDoorbell(0xffff);
        assertEquals("the device wants queue 0 notified at 262140 of a structure of 4096 bytes", refused());
    }

    @Test
    void anotherDeviceIsRefused() {
        LittleEndian.put32(hardware.configuration, 0, 0x1042_1af4);
        assertEquals("the virtio transport has device id 0x1042, but 0x10a3 was expected", refused());
    }

    @Test
    void whateverTheConfigurationSaysTheDriverEndsWithASentence() {
        Random random = new Random(11);
        for (int run = 0; run < 40; run++) {
            byte[] before = hardware.configuration.clone();
            for (int i = 0; i < 12; i++) {
                hardware.configuration[HEADER + random.nextInt(0x70)] = (byte) random.nextInt();
            }
            Optional<Throwable> thrown = with(transport -> attach(transport, new VirtQueue(8)));
            // What happens to stay within the range may as well reach a register that does nothing good.
            assertTrue(
                    thrown.isEmpty()
                            || thrown.get() instanceof DeviceException
                            || thrown.get() instanceof IllegalStateException,
                    thrown::toString);
            System.arraycopy(before, 0, hardware.configuration, 0, before.length);
        }
    }
}
