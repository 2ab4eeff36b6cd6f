package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class KernelSpaceTest {
    private static final long GIB = 1L << 30;
    private static final long MIB = 1L << 20;

    private final SimulatedMemory memory = new SimulatedMemory();
    private final RecordedTranslations translations = new RecordedTranslations();
    private final long root = memory.take(0);

    private KernelSpace space(int tables) {
        long first = memory.take(0);
        long end = first + Descriptor.PAGE;
        for (int i = 1; i < tables; i++) {
            end = memory.take(0) + Descriptor.PAGE;
        }
        return new KernelSpace(memory, translations, root, first, end);
    }

    private long at(long physical) {
        return memory.translate(root, KernelSpace.LINEAR + physical);
    }

    @Test
    void ramIsMappedWithTheLargestBlocksThatFit() {
        KernelSpace space = space(4);
        space.mapMemory(GIB, 3 * GIB + 4 * MIB + 8192);
        assertEquals(1, memory.leafLevel(root, KernelSpace.LINEAR + 2 * GIB));
        assertEquals(2, memory.leafLevel(root, KernelSpace.LINEAR + 3 * GIB + 3 * MIB));
        assertEquals(3, memory.leafLevel(root, KernelSpace.LINEAR + 3 * GIB + 4 * MIB));
        assertEquals(2 * GIB + 12345, at(2 * GIB + 12345));
        assertEquals(3 * GIB + 4 * MIB + 8191, at(3 * GIB + 4 * MIB + 8191));
        assertEquals(-1, at(3 * GIB + 4 * MIB + 8192));
        assertEquals(-1, at(GIB - 1));
    }

    @Test
    void theKernelsImageHasNoSecondAddress() {
        KernelSpace space = space(4);
        long image = GIB + 2 * MIB;
        long end = image + 5 * MIB + 0x3000;
        space.keepOut(image, end);
        space.mapMemory(GIB, 2 * GIB);
        for (long physical = GIB; physical < GIB + 12 * MIB; physical += 4096) {
            boolean inside = physical >= image && physical < end;
            assertEquals(inside ? -1 : physical, at(physical), Long.toHexString(physical));
        }
    }

    @Test
    void holesMayComeInAnyOrderTouchAndReachOverTheEdges() {
        KernelSpace space = space(6);
        space.keepOut(GIB + 7 * MIB, GIB + 8 * MIB);
        space.keepOut(GIB - MIB, GIB + 100);
        space.keepOut(GIB + 5 * MIB, GIB + 7 * MIB);
        space.keepOut(GIB + 6 * MIB, GIB + 7 * MIB + 4096);
        space.mapMemory(GIB, GIB + 10 * MIB);
        assertEquals(-1, at(GIB));
        assertEquals(GIB + 4096, at(GIB + 4096));
        assertEquals(GIB + 5 * MIB - 1, at(GIB + 5 * MIB - 1));
        assertEquals(-1, at(GIB + 5 * MIB));
        assertEquals(-1, at(GIB + 8 * MIB - 1));
        assertEquals(GIB + 8 * MIB, at(GIB + 8 * MIB));
    }

    @Test
    void nothingInTheLinearMapCanBeExecuted() {
        space(4).mapMemory(GIB, 2 * GIB);
        long leaf = memory.leaf(root, KernelSpace.LINEAR + GIB);
        assertEquals(Descriptor.PXN | Descriptor.UXN, leaf & (Descriptor.PXN | Descriptor.UXN));
        assertEquals(0, leaf & Descriptor.USER);
    }

    @Test
    void registersAreMappedAsDevicesEachBlockApart() {
        KernelSpace space = space(4);
        long first = space.mapDevice(0xfe20_1000L, 0x200);
        long second = space.mapDevice(0xff84_1ff0L, 0x20);
        assertEquals(0xfe20_1018L, memory.translate(root, first + 0x18));
        assertEquals(0xff84_200fL, memory.translate(root, second + 0x1f));
        assertEquals(Descriptor.DEVICE, memory.leaf(root, first) & 0x1c);
        assertEquals(-1, memory.translate(root, first + 0x1000));
        assertNotEquals(0, memory.leaf(root, second) & Descriptor.PXN);
    }

    @Test
    void runningOutOfTablesIsSaidInWords() {
        KernelSpace space = space(2);
        var failure = assertThrows(IllegalStateException.class, () -> space.mapMemory(GIB + 4096, 2 * GIB - 4096));
        assertEquals(
                "no table pages left to map RAM: its regions are too scattered; enlarge table_pool in kernel.ld",
                failure.getMessage());
    }
}
