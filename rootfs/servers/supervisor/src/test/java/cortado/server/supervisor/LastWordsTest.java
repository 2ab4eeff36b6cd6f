package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.LastWordsLayout;
import cortado.abi.LittleEndian;
import cortado.api.system.JournalRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a kernel that panicked leaves for the next boot. */
class LastWordsTest {
    private static final int AT = 64 * Slots.SIZE;

    private final byte[] memory = new byte[AT + LastWordsLayout.SIZE];
    private final RamOfBytes ram = new RamOfBytes(memory);

    private void header(int length) {
        LittleEndian.put32(memory, AT + LastWordsLayout.SIGNATURE, LastWordsLayout.MAGIC);
        LittleEndian.put32(memory, AT + LastWordsLayout.START, length);
        LittleEndian.put32(memory, AT + LastWordsLayout.LENGTH, length);
    }

    private void said(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        header(bytes.length);
        System.arraycopy(bytes, 0, memory, AT + LastWordsLayout.TEXT, bytes.length);
    }

    private Journal journal(long now) {
        return new Journal(null, new Slots(ram, 0, AT), () -> now, true);
    }

    @Test
    void theyAreTakenOnce() {
        said("====12.034005-D\nCPU 1: java.lang.NullPointerException\n\tat A.b(A.java:7)\n");
        LastWords words =
                new LastWords(12_034_005_000L, List.of("CPU 1: java.lang.NullPointerException", " at A.b(A.java:7)"));
        assertEquals(Optional.of(words), LastWords.take(ram, AT));
        assertEquals(Optional.empty(), LastWords.take(ram, AT));
    }

    @Test
    void theyEndTheBootBeforeThisOneInTheJournal() {
        journal(5).note("started", "p", "first");
        Journal journal = journal(7);
        journal.panicked(new LastWords(6_000L, List.of("CPU 0: why", "  at 1234")));
        journal.note("booted", "supervisor", "0.1.0");
        assertEquals(
                List.of(
                        new JournalRecord(5, "started", "p", "first", -1),
                        new JournalRecord(6_000, "panicked", "kernel", "CPU 0: why", -1),
                        new JournalRecord(6_000, "panicked", "kernel", " at 1234", -1),
                        new JournalRecord(7, "booted", "supervisor", "0.1.0", 0)),
                journal.about(""));
    }

    @Test
    void theyAreShownWhereTheJournalWasLost() {
        Journal journal = journal(7);
        journal.panicked(new LastWords(6_000L, List.of("CPU 0: why")));
        journal.note("booted", "supervisor", "0.1.0");
        assertEquals(-1, journal.about("kernel").getFirst().boot());
        assertEquals(-2, journal(7).about("kernel").getFirst().boot());
    }

    @Test
    void noiseIsNoText() {
        Random random = new Random(3);
        for (int round = 0; round < 500; round++) {
            random.nextBytes(memory);
            assertEquals(Optional.empty(), LastWords.take(ram, AT));
            int length = random.nextInt(2 * LastWordsLayout.SIZE) - 10;
            header(length);
            Optional<LastWords> words = LastWords.take(ram, AT);
            assertTrue(words.isEmpty() || (length > 0 && length <= LastWordsLayout.SIZE - LastWordsLayout.TEXT));
            words.ifPresent(journal(7)::panicked);
        }
    }

    @Test
    void aStrangeTimeIsNone() {
        for (String line : List.of("====-D", "====1x.5-D", "12.5", "====99999999999999999999.5-D")) {
            said(line + "\nwhy\n");
            assertEquals(
                    new LastWords(0, List.of("why")), LastWords.take(ram, AT).orElseThrow(), line);
        }
    }
}
