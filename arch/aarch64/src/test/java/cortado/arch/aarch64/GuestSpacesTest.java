package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import cortado.kernel.Machine;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuestSpacesTest {
    private static final int VM = 3;
    private static final long ADDRESS_BITS = 0xffff_ffff_ffffL;
    private static final int ALL = Machine.READ | Machine.WRITE | Machine.EXECUTE;

    private final SimulatedMemory memory = new SimulatedMemory();
    private final List<String> forgotten = new ArrayList<>();
    private final GuestSpaces spaces =
            new GuestSpaces(memory, new RecordedTranslations(), new GuestSpaces.Forgetting() {
                @Override
                public void page(long root, long address) {
                    forgotten.add((root >>> 48) + " page " + Long.toHexString(address));
                }

                @Override
                public void space(long root) {
                    forgotten.add((root >>> 48) + " all");
                }
            });

    @BeforeEach
    void create() {
        spaces.takeFrom(memory);
        spaces.create(VM);
    }

    private long root() {
        return spaces.root(VM) & ADDRESS_BITS;
    }

    @Test
    void aVmHasAVmidOfItsOwnAndNotTheKernels() {
        assertEquals(VM + 1, spaces.root(VM) >>> 48);
        assertNotEquals(0, StageTwo.root(0, 0) >>> 48);
    }

    @Test
    void aMappedRangeLeadsToItsMemoryAndNoFurther() {
        int before = memory.inUse();
        int cost = spaces.mapCost(VM, 0x4000_0000L, 600);
        spaces.map(VM, 0x4000_0000L, 0x8000_0000L, 600, ALL);
        assertEquals(cost, memory.inUse() - before);
        assertEquals(0x8000_0123L, memory.translate(root(), 0x4000_0123L));
        assertEquals(0x8025_7fffL, memory.translate(root(), 0x4025_7fffL));
        assertEquals(-1, memory.translate(root(), 0x4025_8000L));
        assertEquals(-1, memory.translate(root(), 0x3fff_f000L));
    }

    @Test
    void descriptorsSayWhatAGuestMayDo() {
        long writable = StageTwo.page(ALL);
        assertEquals(0x4ff, writable & 0xfff & ~0x300, "valid page, accessed, write-back, read and write");
        assertEquals(0x300, writable & 0x300, "inner-shareable");
        assertEquals(0, writable >>> 53);
        assertEquals(0x40, StageTwo.page(Machine.READ) & 0xc0, "read-only");
        assertEquals(1L << 54, StageTwo.page(Machine.READ) & 3L << 53, "never executed");
        long device = StageTwo.page(ALL | Machine.DEVICE);
        assertEquals(1 << 2, device & 0xf << 2, "Device-nGnRE");
        assertEquals(1L << 54, device & 3L << 53);
    }

    @Test
    void unmappedPagesAreForgottenOneByOneOrAllAtOnce() {
        spaces.map(VM, 0, 0x8000_0000L, 100, ALL);
        spaces.unmap(VM, 0, 2);
        assertEquals(List.of("4 page 0", "4 page 1000"), forgotten);
        assertEquals(-1, memory.translate(root(), 0x1000));
        assertEquals(0x8000_2000L, memory.translate(root(), 0x2000));
        forgotten.clear();
        spaces.unmap(VM, 0, 100);
        assertEquals(List.of("4 all"), forgotten);
    }

    @Test
    void anEndedVmGivesEveryTableBack() {
        spaces.map(VM, 0x4000_0000L, 0x8000_0000L, 5, ALL);
        spaces.map(VM, 0x7f_0000_0000L, 0x8000_0000L, 5, Machine.READ);
        spaces.destroy(VM);
        assertEquals(0, memory.inUse());
        assertEquals(List.of("4 all"), forgotten);
    }
}
