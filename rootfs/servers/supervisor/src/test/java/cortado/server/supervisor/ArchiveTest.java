package cortado.server.supervisor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.server.supervisor.Archive.ArchiveException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveTest {
    private static Archive open(byte[] bytes) throws ArchiveException {
        return Archive.open(new RamOfBytes(bytes));
    }

    private static String complaint(byte[] bytes) {
        return assertThrows(ArchiveException.class, () -> open(bytes)).getMessage();
    }

    @Test
    void findsFilesAndTheirData() throws ArchiveException {
        byte[] bytes = new CpioText()
                .add("system", "abc")
                .add("bin/x.elf", "")
                .add("spec/pl011", "12345678")
                .end();
        Archive archive = open(bytes);
        assertEquals(
                List.of("system", "bin/x.elf", "spec/pl011"),
                List.copyOf(archive.entries().keySet()));
        assertArrayEquals(
                "abc".getBytes(StandardCharsets.UTF_8),
                archive.data(archive.entries().get("system")));
        assertArrayEquals(
                "12345678".getBytes(StandardCharsets.UTF_8),
                archive.data(archive.entries().get("spec/pl011")));
    }

    @Test
    void whatFollowsTheTrailerDoesNotMatter() throws ArchiveException {
        byte[] bytes = new CpioText().add("system", "abc").end();
        byte[] page = new byte[4096];
        System.arraycopy(bytes, 0, page, 0, bytes.length);
        assertEquals(1, open(page).entries().size());
    }

    @Test
    void saysWhatIsWrong() {
        assertEquals("the boot bundle ends at byte 0 without a trailer", complaint(new byte[0]));
        assertEquals("the boot bundle has no newc header at byte 0", complaint(new byte[200]));
        byte[] unfinished = new CpioText().add("system", "abc").bytes();
        assertEquals("the boot bundle ends at byte 124 without a trailer", complaint(unfinished));
        byte[] digits = new CpioText().add("system", "abc").end();
        digits[56] = 'x';
        assertEquals("the boot bundle's entry at byte 0 has a malformed number", complaint(digits));
        byte[] large = new CpioText().add("system", "abc").end();
        large[54] = 'f';
        assertEquals("the boot bundle's entry at byte 0 does not fit into it", complaint(large));
        byte[] nameless = new CpioText().add("system", "abc").end();
        System.arraycopy("00000000".getBytes(StandardCharsets.US_ASCII), 0, nameless, 94, 8);
        assertEquals("the boot bundle's entry at byte 0 does not fit into it", complaint(nameless));
    }

    @Test
    void aBundleNeedsASystem() throws ArchiveException {
        Archive archive = open(new CpioText().add("spec/x", "abc").end());
        assertEquals(
                "the boot bundle has no usable entry 'system'",
                assertThrows(ArchiveException.class, () -> Bundle.read(archive)).getMessage());
    }

    @Test
    void onlyWritableSegmentsCountForAProcess() {
        byte[] elf = ElfBytes.of(new int[] {5, 6, 6}, new long[] {100_000, 5_000, 1});
        assertEquals(8192 + 4096 + 4096 + 4096, ElfImage.writableBytes(elf));
        assertEquals(-1, ElfImage.writableBytes(new byte[4096]));
        assertEquals(-1, ElfImage.writableBytes(new byte[3]));
        elf[56] = (byte) 0xff;
        assertEquals(-1, ElfImage.writableBytes(elf), "more headers than the first page holds");
    }
}
