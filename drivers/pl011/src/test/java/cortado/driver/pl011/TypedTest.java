package cortado.driver.pl011;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.api.Folio;
import cortado.testkit.Testbed;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class TypedTest {
    @Test
    void eachLifeGoesOnWithWhatTheLastOneLeft() {
        inAProcess(memory -> {
            Random random = new Random(1);
            int next = 0;
            int expected = 0;
            byte[] bytes = new byte[480];
            for (int life = 0; life < 300; life++) {
                Typed typed = new Typed(memory);
                assertEquals(next - expected, typed.count());
                for (int i = random.nextInt(200); i > 0 && !typed.isFull(); i--) {
                    typed.put(next++ % 251);
                }
                for (int i = random.nextInt(3); i > 0; i--) {
                    int count = typed.take(bytes);
                    for (int at = 0; at < count; at++) {
                        assertEquals(expected++ % 251, bytes[at] & 0xff);
                    }
                }
            }
            assertTrue(expected > Typed.CAPACITY, "the ring went round");
        });
    }

    @Test
    void whatADriverLeftThatWentWildIsRefused() {
        inAProcess(memory -> {
            byte[] noise = new byte[(int) Typed.MEMORY];
            Random random = new Random(2);
            for (int round = 0; round < 50; round++) {
                random.nextBytes(noise);
                memory.write(0, noise, 0, noise.length);
                assertEquals(0, new Typed(memory).count());
                memory.store32(8, random.nextInt() | Integer.MIN_VALUE);
                assertEquals(0, new Typed(memory).count(), "a count that cannot be");
            }
            Typed typed = new Typed(memory);
            typed.put('x');
            byte[] one = new byte[4];
            assertEquals(1, typed.take(one));
            assertArrayEquals(new byte[] {'x'}, Arrays.copyOf(one, 1));
        });
    }

    private static void inAProcess(Consumer<Folio> work) {
        try (Testbed board = new Testbed()) {
            board.run(() -> work.accept(Folio.create(Typed.MEMORY)));
        }
    }
}
