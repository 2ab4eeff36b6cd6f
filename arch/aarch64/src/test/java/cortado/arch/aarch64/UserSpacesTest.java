package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Limits;
import cortado.kernel.Machine;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UserSpacesTest {
    private static final int SPACE = 5;
    private static final long ADDRESS_BITS = 0xffff_ffff_ffffL;

    private final SimulatedMemory memory = new SimulatedMemory();
    private final RecordedTranslations translations = new RecordedTranslations();
    private final UserSpaces spaces = new UserSpaces(memory, translations);

    @BeforeEach
    void create() {
        spaces.takeFrom(memory);
        int before = memory.inUse();
        spaces.create(SPACE);
        assertEquals(spaces.cost(), memory.inUse() - before);
        translations.events.clear();
    }

    private long root() {
        return spaces.root(SPACE) & ADDRESS_BITS;
    }

    @Test
    void aMappedRangeLeadsToItsMemoryAndNoFurther() {
        spaces.map(SPACE, 0x1f_f000, 0x8000_0000L, 3, Machine.READ);
        assertEquals(-1, memory.translate(root(), 0x1f_e000));
        assertEquals(0x8000_0123L, memory.translate(root(), 0x1f_f123));
        assertEquals(0x8000_1000L, memory.translate(root(), 0x20_0000));
        assertEquals(0x8000_2fffL, memory.translate(root(), 0x20_1fff));
        assertEquals(-1, memory.translate(root(), 0x20_2000));
    }

    @Test
    void theLastPageOfUserSpaceCanBeMapped() {
        long last = Limits.USER_END - Limits.PAGE;
        assertEquals(2, spaces.mapCost(SPACE, last, 1));
        spaces.map(SPACE, last, 0x8000_0000L, 1, Machine.READ);
        assertEquals(0x8000_0000L, memory.translate(root(), last));
    }

    @Test
    void mapCostIsExactlyWhatMapTakes() {
        Random random = new Random(7);
        boolean[] mapped = new boolean[1 << 16];
        for (int i = 0; i < 300; i++) {
            int first = random.nextInt(mapped.length - 2000);
            int pages = 1 + random.nextInt(random.nextInt(2000) + 1);
            boolean overlap = false;
            for (int page = first; page < first + pages; page++) {
                overlap |= mapped[page];
            }
            if (overlap) {
                continue;
            }
            // Spread over three gibibytes, so that tables of all levels are needed.
            long address = (1L << 30) - (64L << 20) + ((long) first << 12) * 11;
            int cost = spaces.mapCost(SPACE, address, pages);
            int before = memory.inUse();
            spaces.map(SPACE, address, 0x1_0000_0000L, pages, Machine.READ);
            assertEquals(cost, memory.inUse() - before, () -> Long.toHexString(address) + ", " + pages + " pages");
            assertEquals(0, spaces.mapCost(SPACE, address, pages));
        }
    }

    @Test
    void rightsBecomeDescriptorBits() {
        spaces.map(SPACE, 0x1_0000, 0x8000_0000L, 1, Machine.READ | Machine.EXECUTE);
        spaces.map(SPACE, 0x2_0000, 0x8000_0000L, 1, Machine.READ | Machine.WRITE);
        spaces.map(SPACE, 0x3_0000, 0x8000_0000L, 1, Machine.READ | Machine.WRITE | Machine.UNCACHED);
        spaces.map(SPACE, 0x4_0000, 0x8000_0000L, 1, Machine.READ | Machine.WRITE | Machine.DEVICE);
        long text = memory.leaf(root(), 0x1_0000);
        long data = memory.leaf(root(), 0x2_0000);
        assertEquals(Descriptor.READ_ONLY, text & (Descriptor.READ_ONLY | Descriptor.UXN));
        assertEquals(Descriptor.UXN, data & (Descriptor.READ_ONLY | Descriptor.UXN));
        assertEquals(Descriptor.NORMAL, data & 0x1c);
        assertEquals(Descriptor.UNCACHED, memory.leaf(root(), 0x3_0000) & 0x1c);
        assertEquals(Descriptor.DEVICE, memory.leaf(root(), 0x4_0000) & 0x1c);
        for (long address = 0x1_0000; address <= 0x4_0000; address += 0x1_0000) {
            long everywhere = Descriptor.PXN | Descriptor.NOT_GLOBAL | Descriptor.USER | Descriptor.ACCESSED;
            assertEquals(everywhere, memory.leaf(root(), address) & everywhere);
        }
    }

    @Test
    void memoryIsNeverBothWritableAndExecutable() {
        spaces.map(SPACE, 0x1_0000, 0x8000_0000L, 1, Machine.READ | Machine.WRITE | Machine.EXECUTE);
        assertNotEquals(0, memory.leaf(root(), 0x1_0000) & Descriptor.UXN);
    }

    @Test
    void anUnmappedRangeIsForgottenByEveryCpuAfterItsDescriptorsAreGone() {
        spaces.map(SPACE, 0x1_0000, 0x8000_0000L, 3, Machine.READ);
        translations.events.clear();
        spaces.unmap(SPACE, 0x1_1000, 2);
        assertEquals(0x8000_0000L, memory.translate(root(), 0x1_0000));
        assertEquals(-1, memory.translate(root(), 0x1_1000));
        assertEquals(-1, memory.translate(root(), 0x1_2000));
        assertEquals(List.of("begin", "page 6 11000", "page 6 12000", "finish"), translations.events);
    }

    @Test
    void manyPagesAreForgottenWithTheirWholeSpace() {
        spaces.map(SPACE, 0x20_0000, 0x8000_0000L, 1000, Machine.READ);
        translations.events.clear();
        spaces.unmap(SPACE, 0x20_0000, 1000);
        assertEquals(List.of("begin", "space 6", "finish"), translations.events);
        assertEquals(-1, memory.translate(root(), 0x20_0000 + 999 * 4096));
    }

    @Test
    void aSpaceIsForgottenBeforeItsTablesAreGivenBack() {
        spaces.map(SPACE, 0x1_0000, 0x8000_0000L, 1, Machine.READ);
        spaces.map(SPACE, 1L << 35, 0x8000_0000L, 1025, Machine.READ);
        translations.events.clear();
        spaces.destroy(SPACE);
        assertEquals(0, memory.inUse());
        assertEquals(List.of("begin", "space 6", "finish"), translations.events);
    }

    @Test
    void everySpaceHasAnAsidOfItsOwnThatFitsEightBits() {
        UserSpaces others = new UserSpaces(memory, translations);
        others.takeFrom(memory);
        long seen = 0;
        for (int space = 0; space < 64; space++) {
            others.create(space);
            long asid = others.root(space) >>> 48;
            assertTrue(asid > 0 && asid < 256, "ASID " + asid);
            assertEquals(0, seen & (1L << (asid & 63)));
            seen |= 1L << (asid & 63);
        }
    }
}
