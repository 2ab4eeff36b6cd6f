package cortado.environ.spec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpecCodecTest {
    private static final ProcessSpec DRIVER = new ProcessSpec(
            Role.DRIVER,
            "virtio-blk",
            "cortado.driver.virtio.blk.VirtioBlk",
            Isolation.USER,
            List.of("block"),
            List.of(Use.of("system"), Use.of("entropy?")),
            Optional.of(new DeviceMatch(List.of("virtio,mmio", "ü"), Optional.of(new Identify(0, 8, -2)), true)),
            ordered("zeta", "1", "alpha", "zwölf = 12"),
            new Resources(1 << 20, 65536, 1L << 33, 4096, 64, 128, 48, 8, 3, 250),
            17,
            new Restart(50, 10, 60_000),
            new Grants(true, List.of("linux/Image", "linux/initrd"), 8192),
            new Pulse(250, 7));
    private static final SystemSpec SYSTEM = new SystemSpec(
            "test",
            List.of(new SystemSpec.Entry("pl011", Map.of("baud", "9600"))),
            List.of(new SystemSpec.Entry("shell", Map.of())),
            List.of(new SystemSpec.Group("console", List.of("pl011", "shell"))),
            Optional.empty());

    private static Map<String, String> ordered(String... pairs) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            map.put(pairs[i], pairs[i + 1]);
        }
        return map;
    }

    @Test
    void whatIsCompiledIsReadBack() throws SpecFormatException {
        ProcessSpec read = SpecReader.process(SpecWriter.compile(DRIVER));
        assertEquals(DRIVER, read);
        assertEquals(List.of("zeta", "alpha"), List.copyOf(read.env().keySet()));
        assertEquals(SYSTEM, SpecReader.system(SpecWriter.compile(SYSTEM)));
    }

    @Test
    void everyCutIsRefused() {
        byte[] whole = SpecWriter.compile(DRIVER);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(SpecFormatException.class, () -> SpecReader.process(cut));
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 1);
        assertThrows(SpecFormatException.class, () -> SpecReader.process(longer));
    }

    @Test
    void noChangeDoesMoreThanBeRefused() {
        byte[] whole = SpecWriter.compile(DRIVER);
        Random random = new Random(7);
        int refused = 0;
        for (int round = 0; round < 20_000; round++) {
            byte[] changed = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                changed[random.nextInt(changed.length)] = (byte) random.nextInt();
            }
            try {
                SpecReader.process(changed);
            } catch (SpecFormatException e) {
                refused++;
            }
        }
        assertTrue(refused > 1000, "only " + refused + " were refused");
    }

    @Test
    void otherVersionsAndKindsSaySo() {
        byte[] version = SpecWriter.compile(DRIVER);
        version[4] = 9;
        assertEquals(
                "a compiled spec of version 9, but this system reads version 5: build the bundle anew",
                assertThrows(SpecFormatException.class, () -> SpecReader.process(version))
                        .getMessage());
        assertEquals(
                "a compiled spec, but not of a process",
                assertThrows(SpecFormatException.class, () -> SpecReader.process(SpecWriter.compile(SYSTEM)))
                        .getMessage());
        assertEquals(
                "not a compiled spec: it does not start with CSPC",
                assertThrows(SpecFormatException.class, () -> SpecReader.system(new byte[] {1, 2}))
                        .getMessage());
    }

    @Test
    void aSpecSaysWhatItMayUse() {
        assertTrue(DRIVER.mayUse("system"));
        assertTrue(DRIVER.mayUse("entropy"));
        assertTrue(DRIVER.mayUse("entropy.2"));
        assertEquals(false, DRIVER.mayUse("entropyx"));
        assertEquals(false, DRIVER.mayUse("serial"));
    }

    @Test
    void theSystemsParametersReplaceTheSpecs() {
        assertEquals(
                ordered("zeta", "2", "alpha", "zwölf = 12", "new", "3"),
                DRIVER.withEnv(ordered("zeta", "2", "new", "3")).env());
        assertEquals("9600", SYSTEM.driver("pl011").orElseThrow().env().get("baud"));
        assertEquals(Optional.empty(), SYSTEM.started("pl011"));
    }
}
