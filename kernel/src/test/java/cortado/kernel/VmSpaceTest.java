package cortado.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Limits;
import org.junit.jupiter.api.Test;

class VmSpaceTest {
    private static final int READ_WRITE = Machine.READ | Machine.WRITE;

    private final VmSpace space = new VmSpace();
    private final Folio folio = new Folio(0);

    private void insert(long start, int pages, int access) {
        space.insert(start, pages, folio, 0, access, false);
    }

    @Test
    void mappingsAreFoundByAnyAddressInThem() {
        insert(0x50_0000, 2, READ_WRITE);
        insert(0x40_0000, 1, Machine.READ);
        assertEquals(0, space.find(0x40_0000));
        assertEquals(0, space.find(0x40_0fff));
        assertEquals(-1, space.find(0x40_1000));
        assertEquals(1, space.find(0x50_1fff));
        assertEquals(-1, space.find(0x50_2000));
        assertEquals(-1, space.find(-1));
    }

    @Test
    void aRangeIsCoveredOnlyWithTheAccessInAllOfItsParts() {
        insert(0x40_0000, 1, READ_WRITE);
        insert(0x40_1000, 1, READ_WRITE);
        insert(0x40_2000, 1, Machine.READ);
        assertTrue(space.covers(0x40_0ff0, 0x20, READ_WRITE));
        assertTrue(space.covers(0x40_0000, 0x2000, READ_WRITE));
        assertFalse(space.covers(0x40_0000, 0x2001, READ_WRITE));
        assertTrue(space.covers(0x40_0000, 0x3000, Machine.READ));
        assertFalse(space.covers(0x40_0000, 0x3001, Machine.READ));
        assertFalse(space.covers(0x3f_ffff, 2, Machine.READ));
    }

    @Test
    void rangesThatOverflowAreNotCovered() {
        insert(0x40_0000, 1, READ_WRITE);
        assertFalse(space.covers(0x40_0000, -1, Machine.READ));
        assertFalse(space.covers(0x40_0000, Long.MAX_VALUE, Machine.READ));
        assertFalse(space.covers(Long.MAX_VALUE, 1, Machine.READ));
        assertFalse(space.covers(Long.MIN_VALUE, 16, Machine.READ));
        assertFalse(space.covers(-8, 16, Machine.READ));
        assertFalse(space.covers(Limits.USER_END, 1, Machine.READ));
    }

    @Test
    void placesKeepADistanceOnBothSides() {
        insert(0x40_0000, 1, READ_WRITE);
        insert(0x41_0000, 1, READ_WRITE);
        assertEquals(0x40_2000, space.place(0xd000, Limits.PAGE));
        assertEquals(0x41_2000, space.place(0xe000, Limits.PAGE));
        assertEquals(-1, space.place(Limits.USER_END, Limits.PAGE));
    }

    @Test
    void removalKeepsTheOrder() {
        for (int i = 0; i < 10; i++) {
            insert(0x40_0000 + 0x10_000L * (i * 7 % 10), 1, READ_WRITE);
        }
        space.remove(space.find(0x44_0000));
        assertEquals(9, space.count());
        for (int i = 1; i < space.count(); i++) {
            assertTrue(space.start(i - 1) < space.start(i));
        }
        assertEquals(-1, space.find(0x44_0000));
        assertEquals(4, space.find(0x45_0000));
    }
}
