package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.SimulatedMachine;
import cortado.kernel.simulated.SimulatedRam;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BundleTest {
    private static final long AT = 0x4000_0000L;

    private final SimulatedRam ram = new SimulatedRam(AT, 1 << 20);
    private final Bundle bundle = new Bundle(new SimulatedMachine(ram, 1));

    private final byte[] archive = new BundleWriter()
            .add("system", new byte[13])
            .add("spec/one", new byte[0])
            .add("bin/one.elf", new byte[5000])
            .add("bin/two.elf", new byte[] {1, 2, 3})
            .toBytes();

    private boolean find(byte[] bytes, String name) {
        ram.write(AT, bytes, 0, bytes.length);
        return bundle.find(AT, bytes.length, name);
    }

    @Test
    void entriesAreFoundByTheirWholeNames() {
        assertTrue(find(archive, "system"));
        assertEquals(13, bundle.length());
        assertTrue(find(archive, "bin/two.elf"));
        assertEquals(3, bundle.length());
        assertEquals(0, bundle.offset() % 4096);
        assertEquals(2, archive[(int) bundle.offset() + 1]);
        assertFalse(find(archive, "bin/two"));
        assertFalse(find(archive, "in/two.elf"));
        assertFalse(find(archive, ""));
    }

    @Test
    void aCutArchiveHasNoEntriesBehindTheCut() {
        for (int length = 0; length < archive.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(archive, length);
            if (find(cut, "bin/two.elf")) {
                assertTrue(bundle.offset() + bundle.length() <= length);
            }
        }
    }

    @Test
    void spoiltArchivesNeverLeadOutsideOfThemselves() {
        Random random = new Random(11);
        for (int i = 0; i < 20_000; i++) {
            byte[] spoilt = archive.clone();
            for (int spot = 0; spot < 3; spot++) {
                spoilt[random.nextInt(500)] = (byte) random.nextInt();
            }
            if (find(spoilt, "bin/one.elf")) {
                assertTrue(bundle.offset() >= 0 && bundle.offset() + bundle.length() <= spoilt.length);
            }
        }
    }
}
