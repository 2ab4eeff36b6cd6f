package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What one life of the supervisor leaves for the next. */
class LedgerTest {
    private static final UnitRecord PL011 = new UnitRecord(
            "pl011",
            "",
            Unit.State.RUNNING,
            258,
            7,
            259,
            true,
            0,
            3,
            List.of(5_000_000_000L, 6_007_000_000L),
            "killed",
            null);
    private static final UnitRecord COPY = new UnitRecord(
            "copy.2",
            "copy",
            Unit.State.RUNNING,
            300,
            9,
            301,
            false,
            0,
            0,
            List.of(),
            "",
            new UnitRecord.Runner(5, 77, true, 12, List.of(new Unit.Ancestor(3, 16), new Unit.Ancestor(11, 4))));

    private final byte[] memory = new byte[16 * Slots.SIZE];
    private final Slots slots = new Slots(new RamOfBytes(memory), 0, memory.length);

    @Test
    void whatIsWrittenIsReadInTheNextLife() {
        Ledger ledger = Ledger.empty(slots);
        int unit = ledger.write(Ledger.NONE, PL011.encoded());
        int client = ledger.write(Ledger.NONE, new Ledger.ClientRecord("shell", 400).encoded());
        int program = ledger.write(Ledger.NONE, COPY.encoded());
        int kept = ledger.write(Ledger.NONE, new Ledger.KeptRecord("pl011", 401).encoded());
        Ledger next = Ledger.open(slots);
        assertEquals(Map.of(unit, PL011, program, COPY), next.units());
        assertEquals(Map.of(client, new Ledger.ClientRecord("shell", 400)), next.clients());
        assertEquals(Map.of(kept, new Ledger.KeptRecord("pl011", 401)), next.kept());
        assertNotEquals(unit, next.write(Ledger.NONE, PL011.encoded()), "the place is taken in the next life, too");
    }

    @Test
    void theLongestRecordsFit() {
        String name = "n".repeat(40);
        String note = Page.plain("\u20ac".repeat(500), Page.TEXT_MOST);
        List<Long> times = LongStream.rangeClosed(1, UnitRecord.RECENT_MOST)
                .mapToObj(i -> i * 1_000_000_000L)
                .toList();
        List<Unit.Ancestor> deep = IntStream.range(0, Roster.NESTED_MOST)
                .mapToObj(i -> new Unit.Ancestor(i, 16))
                .toList();
        Unit.State state = Unit.State.RESTARTING;
        UnitRecord driver = new UnitRecord(name, "", state, 1, 2, 3, true, 4, 5, times, note, null);
        UnitRecord program = new UnitRecord(
                name, name, state, 1, 2, 3, true, 4, 0, List.of(), note, new UnitRecord.Runner(1, 2, true, 99, deep));
        Ledger ledger = Ledger.empty(slots);
        int first = ledger.write(Ledger.NONE, driver.encoded());
        int second = ledger.write(Ledger.NONE, program.encoded());
        assertEquals(Map.of(first, driver, second, program), Ledger.open(slots).units());
    }

    @Test
    void aRecordIsReplacedAndRemoved() {
        Ledger ledger = Ledger.empty(slots);
        int slot = ledger.write(Ledger.NONE, PL011.encoded());
        UnitRecord failed =
                new UnitRecord("pl011", "", Unit.State.FAILED, 0, 0, 0, false, 5, 4, List.of(), "page fault", null);
        assertEquals(slot, ledger.write(slot, failed.encoded()));
        assertEquals(Map.of(slot, failed), Ledger.open(slots).units());
        ledger.remove(slot);
        ledger.remove(Ledger.NONE);
        assertEquals(Map.of(), Ledger.open(slots).units());
    }

    @Test
    void whatDoesNotFitIsNotKept() {
        Ledger ledger = Ledger.empty(slots);
        for (int i = 1; i < slots.count(); i++) {
            assertEquals(i, ledger.write(Ledger.NONE, PL011.encoded()));
        }
        assertEquals(Ledger.NONE, ledger.write(Ledger.NONE, PL011.encoded()));
    }

    @Test
    void triesAreCountedOverLives() {
        assertNull(Ledger.open(slots), "no ledger yet");
        Ledger.empty(slots).writeTries(2);
        assertEquals(2, Ledger.open(slots).tries());
    }

    @Test
    void aRecordThatWasCutOffReadsAsNone() {
        Ledger ledger = Ledger.empty(slots);
        int slot = ledger.write(Ledger.NONE, PL011.encoded());
        byte[] whole = slots.read(slot);
        for (int at = slot * Slots.SIZE; at < slot * Slots.SIZE + 8 + whole.length; at++) {
            memory[at] ^= 0x10;
            assertNull(slots.read(slot), "with byte " + at + " changed");
            memory[at] ^= 0x10;
        }
        assertArrayEquals(whole, slots.read(slot));
        System.arraycopy(memory, slot * Slots.SIZE, memory, 9 * Slots.SIZE, Slots.SIZE);
        assertNull(slots.read(9), "a record belongs to its slot");
        assertThrows(IndexOutOfBoundsException.class, () -> slots.read(slots.count()));
    }

    @Test
    void noiseIsNoLedgerAndDoesNoHarm() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            random.nextBytes(memory);
            assertNull(Ledger.open(slots));
            byte[] record = new byte[1 + random.nextInt(Slots.MOST)];
            random.nextBytes(record);
            Ledger ledger = Ledger.empty(slots);
            // Noise with the right checksum, which may begin like a record.
            record[0] = (byte) (1 + random.nextInt(3));
            for (int i = 1; i < Math.min(4, record.length); i++) {
                record[i] = 0;
            }
            slots.write(3, record);
            ledger.units();
            ledger.clients();
            ledger.kept();
        }
    }
}
