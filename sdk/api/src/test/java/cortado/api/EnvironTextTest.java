package cortado.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironTextTest {
    @Test
    void everyTextComesBack() {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("plain", "value");
        values.put("empty", "");
        values.put("equals", "a=b=c");
        values.put("lines", "one\ntwo\n");
        values.put("back\\slash", "\\n \\\\ \\=");
        values.put("key=with\nall", "\u00fc\u20ac\ud83d\ude00");
        Map<String, String> parsed = EnvironText.parse(EnvironText.format(values));
        assertEquals(values, parsed);
        assertEquals(new ArrayList<>(values.keySet()), new ArrayList<>(parsed.keySet()));
    }

    @Test
    void linesWithoutAValueAndALastLineWithoutAnEnd() {
        assertEquals(Map.of("flag", "", "a", "1"), EnvironText.parse("flag\n\na=1"));
        assertEquals(Map.of(), EnvironText.parse(""));
    }

    @Test
    void integersAreDecimalOrHexadecimal() {
        Environ environ = new Environ(Map.of("d", "010", "h", "0xffff0000", "n", "-3", "t", "fast"), new int[0]);
        assertEquals(10, environ.getLong("d", 0));
        assertEquals(0xffff_0000L, environ.getLong("h", 0));
        assertEquals(-3, environ.getLong("n", 0));
        assertEquals(7, environ.getLong("absent", 7));
        assertEquals(
                "parameter t is 'fast', but an integer was expected, decimal or 0x-hexadecimal",
                assertThrows(IllegalArgumentException.class, () -> environ.getLong("t", 0))
                        .getMessage());
    }

    @Test
    void aHandleIsTakenOnceAndOnlyIfItWasGiven() {
        Environ environ = new Environ(Map.of("handle.a", "0", "handle.b", "5"), new int[] {17});
        assertEquals(17, environ.take("handle.a").number());
        for (String part : List.of("handle.a", "handle.b", "handle.c")) {
            assertThrows(StatusException.class, () -> environ.take(part), part);
        }
    }
}
