package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.api.system.JournalRecord;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The journal, in memory that outlives the supervisor. */
class JournalTest {
    private final byte[] memory = new byte[8 * Slots.SIZE];
    private final Slots slots = new Slots(new RamOfBytes(memory), 0, memory.length);

    private Journal journal() {
        return new Journal(null, slots, () -> 1_000L, false);
    }

    private static List<String> texts(Journal journal) {
        return journal.about("").stream().map(JournalRecord::text).toList();
    }

    @Test
    void theNextLifeGoesOnWithIt() {
        Journal journal = journal();
        journal.note("started", "pl011", "process 2");
        journal.note("died", "pl011", "killed");
        Journal next = journal();
        next.note("started", "pl011", "process 9");
        assertEquals(List.of("process 2", "killed", "process 9"), texts(next));
        assertEquals(texts(next), texts(journal()));
    }

    @Test
    void theOldestGoFirst() {
        Journal journal = journal();
        for (int i = 0; i < 20; i++) {
            journal.note("started", "p", "line " + i);
        }
        assertEquals("line 12", texts(journal).getFirst());
        assertEquals(8, texts(journal).size());
        assertEquals(texts(journal), texts(journal()));
    }

    @Test
    void startsOfTheMachineAreCounted() {
        journal().note("started", "p", "first");
        new Journal(null, slots, () -> 5, true).note("started", "p", "second");
        Journal third = new Journal(null, slots, () -> 5, true);
        third.note("started", "p", "third");
        journal().note("died", "supervisor", "but the machine ran on");
        assertEquals(
                List.of(-2, -1, 0, 0),
                journal().about("").stream().map(JournalRecord::boot).toList());
    }

    @Test
    void onlyPlainTextIsKept() {
        Journal journal = journal();
        journal.note("refused", "evil\u001b[2J", "\u20ac".repeat(300));
        JournalRecord record = journal.about("").getFirst();
        assertEquals("evil?[2J", record.process());
        assertEquals(200, record.text().length());
        assertTrue(record.text().startsWith("???"));
        assertEquals(texts(journal), texts(journal()));
    }

    @Test
    void noiseIsNotRead() {
        Random random = new Random(2);
        for (int round = 0; round < 200; round++) {
            random.nextBytes(memory);
            byte[] record = new byte[1 + random.nextInt(Slots.MOST)];
            random.nextBytes(record);
            slots.write(random.nextInt(slots.count()), record);
            Journal journal = journal();
            journal.note("started", "p", "after noise");
            assertEquals("after noise", texts(journal).getLast());
        }
    }

    @Test
    void whoeverIsRefusedMuchHidesNothingElse() {
        Journal journal = journal();
        journal.note("started", "victim", "process 2");
        for (int i = 0; i < 100; i++) {
            journal.refused("flooder", "attempt " + i);
        }
        journal.refused("other", "once");
        assertEquals(List.of("process 2", "attempt 0", "attempt 1", "attempt 2", "attempt 99", "once"), texts(journal));
        assertEquals(texts(journal), texts(journal()), "the next life finds the same");
    }
}
