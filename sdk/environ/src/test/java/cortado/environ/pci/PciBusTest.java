package cortado.environ.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A bus whose devices are simulated: honest ones, and such that answer anything. */
class PciBusTest {
    private static final long START = 0x1000_0000;
    private static final long SIZE = 0x2eff_0000;
    private static final long SHARE = 2 << 20;
    private static final int COMMAND = 4;
    private static final int ON = 6;

    /** Functions by id; a word that has a mask keeps only those bits of what is written. */
    private static final class Devices implements PciConfiguration {
        private final Map<Integer, int[]> words = new HashMap<>();
        private final Map<Integer, int[]> masks = new HashMap<>();

        int[] add(int id, int identity, int header, int pin) {
            int[] function = new int[64];
            function[0] = identity;
            function[2] = 0x0100_0000;
            function[3] = header << 16;
            function[15] = pin << 8;
            words.put(id, function);
            int[] mask = new int[64];
            mask[1] = 7;
            masks.put(id, mask);
            return function;
        }

        /** A base address register that can have these bits, and reads these others. */
        void range(int id, int number, int settable, int fixed) {
            masks.get(id)[4 + number] = settable;
            words.get(id)[4 + number] = fixed;
        }

        int at(int id, int offset) {
            return words.get(id)[offset / 4];
        }

        @Override
        public int read(int id, int offset) {
            return words.containsKey(id) ? at(id, offset) : -1;
        }

        @Override
        public void write(int id, int offset, int value) {
            if (offset >= 0x10 && offset < 0x28) {
                assertEquals(0, at(id, COMMAND), "a range is moved while the function is on");
            }
            int mask = masks.get(id)[offset / 4];
            words.get(id)[offset / 4] = (words.get(id)[offset / 4] & ~mask) | (value & mask);
        }
    }

    private final Devices devices = new Devices();
    private final PciBus bus = new PciBus(devices, START, SIZE);

    @Test
    void whatIsPluggedInIsFound() {
        devices.add(0, 0x0008_1b36, 0, 0)[2] = 0x0600_0000;
        devices.add(8, 0x1042_1af4, 0, 1);
        devices.add(0x10, 0x1044_1af4, 0x80, 1);
        devices.add(0x12, 0x1041_1af4, 0, 9);
        devices.add(0x1a, 0x1041_1af4, 0, 1); // of a device without function 0
        List<PciFunction> functions = bus.functions();
        assertEquals(
                List.of(
                        new PciFunction(8, 0x1af4, 0x1042, 1),
                        new PciFunction(0x10, 0x1af4, 0x1044, 1),
                        new PciFunction(0x12, 0x1af4, 0x1041, 0)),
                functions);
        assertEquals("pci1af4,1042", functions.get(0).compatible());
        assertEquals("2,2", functions.get(2).place());
    }

    @Test
    void rangesLieInTheFunctionsShareAndTheFunctionIsOn() {
        devices.add(8, 0x1042_1af4, 0, 1);
        devices.range(8, 0, 0xffff_ff00, 1); // I/O ports
        devices.range(8, 1, 0xffff_fc00, 0); // less than a page
        devices.range(8, 4, 0xffff_c000, 0xc); // 64 bits wide, 16 KiB
        devices.range(8, 5, -1, 0);
        long base = START + 8 * SHARE;
        List<PciRange> ranges = bus.place(bus.functions().getFirst());
        assertEquals(List.of(new PciRange(1, base, 4096), new PciRange(4, base + 0x4000, 0x4000)), ranges);
        assertEquals(base + 0x4000 | 0xc, devices.at(8, 0x20));
        assertEquals(0, devices.at(8, 0x24));
        assertEquals(ON, devices.at(8, COMMAND));
        assertEquals(base + 0x4000 | 14, ranges.get(1).encoded());
        assertEquals(ranges, bus.place(bus.functions().getFirst()), "the second time as well");
    }

    @Test
    void whatDoesNotFitIsOff() {
        devices.add(8, 0x1042_1af4, 0, 1);
        devices.range(8, 0, 0xff00_0000, 0);
        PciException thrown =
                assertThrows(PciException.class, () -> bus.place(bus.functions().getFirst()));
        assertEquals(
                "pci1af4,1042 at 1,0 wants 16777216 bytes for range 0; all of its ranges have to fit in 2097152",
                thrown.getMessage());
        assertEquals(0, devices.at(8, COMMAND));
    }

    @Test
    void aBridgeIsNotAFunctionToDrive() {
        devices.add(8, 0x1042_1af4, 1, 1);
        PciException thrown =
                assertThrows(PciException.class, () -> bus.place(bus.functions().getFirst()));
        assertEquals(
                "pci1af4,1042 at 1,0 has header type 1; 0 was expected, that of an ordinary function",
                thrown.getMessage());
    }

    @Test
    void whateverADeviceAnswersNothingLeavesItsShare() {
        Random random = new Random(5);
        for (int run = 0; run < 20_000; run++) {
            PciConfiguration liar = new PciConfiguration() {
                @Override
                public int read(int id, int offset) {
                    return random.nextInt(3) == 0 ? -1 << random.nextInt(32) : random.nextInt();
                }

                @Override
                public void write(int id, int offset, int value) {
                    // takes everything
                }
            };
            PciFunction function = new PciFunction(random.nextInt(256), 1, 2, 1);
            PciBus lied = new PciBus(liar, START, SIZE);
            assertTrue(lied.functions().size() <= 256);
            try {
                for (PciRange range : lied.place(function)) {
                    long from = START + function.requester() * SHARE;
                    assertTrue(range.address() >= from && range.address() + range.size() <= from + SHARE, range + "");
                    assertEquals(0, range.address() % range.size());
                }
            } catch (PciException e) {
                assertTrue(e.getMessage().contains(function.place()));
            }
        }
    }
}
