package cortado.driver.pl011;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class UartTest {
    @Test
    void divisorsAreThoseOfTheManualsExample() {
        // Arm DDI 0183G §3.3.6: 4 MHz and 230400 baud give 1 and 5/64, rounded to 1 + 5/64.
        assertEquals(64 + 5, Uart.divisor(4_000_000, 230_400));
    }

    @Test
    void divisorsOfBoardsClocks() {
        assertEquals(13 * 64 + 1, Uart.divisor(24_000_000, 115_200));
        assertEquals(26 * 64 + 3, Uart.divisor(48_000_000, 115_200));
    }

    @Test
    void aRateThatTheClockCannotMakeIsRefusedWithTheRangeThatItCan() {
        String text = assertThrows(IllegalArgumentException.class, () -> Uart.divisor(24_000_000, 4_000_000))
                .getMessage();
        assertEquals("a clock of 24000000 Hz cannot make 4000000 baud: 23 to 1500000 can be made", text);
        assertThrows(IllegalArgumentException.class, () -> Uart.divisor(24_000_000, 0));
    }
}
