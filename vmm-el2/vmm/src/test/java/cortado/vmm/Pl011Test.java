package cortado.vmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Pl011Test {
    private final StringBuilder seen = new StringBuilder();
    private boolean line;
    private int room = 1000;
    private final Pl011 uart = new Pl011(high -> line = high);

    Pl011Test() {
        uart.to((bytes, from, length) -> {
            int taken = Math.min(room, length);
            seen.append(new String(bytes, from, taken, StandardCharsets.UTF_8));
            room -= taken;
            return taken;
        });
    }

    private void type(String text) {
        for (int i = 0; i < text.length(); i++) {
            uart.write(0, 0x00, 1, text.charAt(i));
        }
    }

    @Test
    void printsLinesAndWhatIsFlushed() {
        type("panic\nat ");
        assertEquals("panic\n", seen.toString());
        uart.flush();
        assertEquals("panic\nat ", seen.toString());
    }

    @Test
    void interruptsForBytesUntilTheyAreRead() {
        uart.write(0, 0x38, 4, 0x50);
        assertFalse(line);
        assertEquals(2, uart.send(new byte[] {'o', 'k'}, 0, 2));
        assertTrue(line);
        assertEquals(0x50, uart.read(0, 0x40, 4));
        assertEquals('o', uart.read(0, 0x00, 4));
        assertTrue(line);
        assertEquals('k', uart.read(0, 0x00, 4));
        assertFalse(line);
        assertEquals(1 << 4, uart.read(0, 0x18, 4) & (1 << 4), "empty");
        assertEquals(0, uart.read(0, 0x00, 4), "nothing more");
    }

    @Test
    void holdsTheGuestWhileTheHostIsBehind() {
        room = 0;
        type("x".repeat(300));
        assertEquals(1 << 5, uart.read(0, 0x18, 4) & (1 << 5), "full");
        room = 1000;
        uart.resume();
        assertEquals("x".repeat(256), seen.toString());
        assertEquals(0, uart.read(0, 0x18, 4) & (1 << 5));
    }

    @Test
    void looksLikeAPl011() {
        int[] id = {0x11, 0x10, 0x34, 0x00, 0x0d, 0xf0, 0x05, 0xb1};
        for (int i = 0; i < id.length; i++) {
            assertEquals(id[i], uart.read(0, 0xfe0 + 4 * i, 4));
        }
    }

    @Test
    void survivesEveryAccess() {
        for (int offset = 0; offset < uart.size(); offset++) {
            for (int width = 1; width <= 8; width *= 2) {
                uart.write(0, offset, width, -1L >>> offset % 64);
                uart.read(0, offset, width);
            }
        }
    }
}
