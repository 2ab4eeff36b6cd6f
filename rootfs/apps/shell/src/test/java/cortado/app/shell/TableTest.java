package cortado.app.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Table table = new Table("NAME", "SIZE>", "NOTE");
        table.row("a", "1 KiB", "");
        table.row("longer", "900 B", "x");
        assertEquals(List.of("NAME     SIZE  NOTE", "a       1 KiB  -", "longer  900 B  x"), table.lines());
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0 B",
        "1, 1 B",
        "1023, 1023 B",
        "1024, 1 KiB",
        "1536, 1.5 KiB",
        "1048576, 1 MiB",
        "134217728, 128 MiB",
        "1073741824, 1 GiB",
        "104857599, 100 MiB",
        "1600000, 1.5 MiB",
    })
    void bytesHaveUnits(long bytes, String text) {
        assertEquals(text, Amount.bytes(bytes));
    }

    @Test
    void timesHaveTheirDigits() {
        assertEquals("0.000", Amount.seconds(0, 3));
        assertEquals("12.034", Amount.seconds(12_034_567_890L, 3));
        assertEquals("1.000001", Amount.seconds(1_000_001_234L, 6));
        assertEquals("00:01:05", Amount.span(65_000_000_000L));
        assertEquals("1 d 01:00:00", Amount.span(90_000_000_000_000L));
    }

    @Test
    void dumpShowsBytesTwiceAndFoldsRepetitions() {
        byte[] bytes = new byte[80];
        System.arraycopy("Cortado!\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII), 0, bytes, 0, 9);
        List<String> lines = new ArrayList<>();
        HexDump.lines(bytes, 512, lines::add);
        assertEquals(
                List.of(
                        "00000200  43 6f 72 74 61 64 6f 21 0a 00 00 00 00 00 00 00  |Cortado!........|",
                        "00000210  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  |................|",
                        "*",
                        "00000240  00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00  |................|"),
                lines);
    }
}
