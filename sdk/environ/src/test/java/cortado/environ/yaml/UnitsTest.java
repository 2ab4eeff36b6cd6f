package cortado.environ.yaml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitsTest {
    private static String shown(OptionalLong number) {
        return number.isEmpty() ? "none" : Long.toString(number.getAsLong());
    }

    @ParameterizedTest
    @CsvSource({
        "0,0",
        "4096,4096",
        "64K,65536",
        "1M,1048576",
        "2G,2147483648",
        "0x4c,76",
        "0x1M,1048576",
        "K,none",
        "'',none",
        "-1,none",
        "1.5M,none",
        "1T,none",
        "1 M,none",
        "99999999999999999999,none",
        "999999999999G,none"
    })
    void bytes(String text, String expected) {
        assertEquals(expected, shown(Units.bytes(text)));
    }

    @ParameterizedTest
    @CsvSource({"50ms,50", "2s,2000", "1min,60000", "0ms,0", "50,none", "ms,none", "1h,none", "99999999999s,none"})
    void millis(String text, String expected) {
        assertEquals(expected, shown(Units.millis(text)));
    }
}
