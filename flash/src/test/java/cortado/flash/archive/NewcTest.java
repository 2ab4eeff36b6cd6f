package cortado.flash.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class NewcTest {
    private static final byte[] SPEC = "name: x\n".getBytes(StandardCharsets.UTF_8);

    @Test
    void whatWasWrittenIsReadBack() {
        List<Entry> read = NewcReader.read(NewcWriter.write(List.of(
                Entry.of("system", SPEC), Entry.of("spec/pl011", new byte[0]), Entry.of("bin/a.elf", new byte[5001]))));
        assertEquals(
                List.of("system", "spec/pl011", "bin/a.elf"),
                read.stream().map(Entry::name).toList());
        assertArrayEquals(SPEC, read.get(0).content());
        assertEquals(5001, read.get(2).content().length);
    }

    @Test
    void alignedContentStartsOnAPageWhateverPrecedesIt() {
        for (int length = 0; length < 2 * NewcWriter.PAGE; length += 61) {
            byte[] archive = NewcWriter.write(List.of(
                    Entry.of("spec/x", new byte[length]),
                    Entry.aligned("bin/x.elf", new byte[] {1, 2, 3}),
                    Entry.aligned("bin/longer-name.elf", new byte[] {4})));
            for (Entry entry : NewcReader.read(archive)) {
                assertTrue(
                        entry.pageAligned() || !entry.name().startsWith("bin/"),
                        entry.name() + " is not aligned behind " + length + " bytes");
            }
        }
    }

    @Test
    void theSameEntriesGiveTheSameBytes() {
        List<Entry> entries = List.of(Entry.of("a", SPEC), Entry.aligned("b", SPEC));
        assertArrayEquals(NewcWriter.write(entries), NewcWriter.write(entries));
    }

    @Test
    void aNameMayNotBeUsedTwice() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> NewcWriter.write(List.of(Entry.of("a", SPEC), Entry.of("a", SPEC))));
        assertEquals("the archive has two entries called 'a'", e.getMessage());
    }

    @Test
    void aCutOffArchiveIsAnErrorWithItsPlace() {
        byte[] archive = NewcWriter.write(List.of(Entry.of("abc", new byte[100])));
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> NewcReader.read(Arrays.copyOf(archive, 150)));
        assertEquals("the archive ends at byte 150, inside the content of abc that starts at byte 116", e.getMessage());
    }

    @Test
    void somethingElseIsAnErrorWithItsPlace() {
        IllegalArgumentException e =
                assertThrows(IllegalArgumentException.class, () -> NewcReader.read(new byte[NewcWriter.HEADER]));
        assertEquals("byte 0 of the archive: expected a newc header (070701)", e.getMessage());
    }
}
