package cortado.arch.aarch64;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TickScaleTest {
    private static final BigInteger NANOSECONDS = BigInteger.valueOf(1_000_000_000);
    private static final long DECADE = 315_576_000L * 1_000_000_000L;

    @ParameterizedTest
    @ValueSource(longs = {1, 19_200_000, 24_000_000, 54_000_000, 62_500_000, 1_000_000_000, 8_000_000_000L})
    void ticksBecomeNanosecondsWithoutErrorForADecade(long frequency) {
        TickScale scale = new TickScale(frequency);
        Random random = new Random(frequency);
        for (int i = 0; i < 1000; i++) {
            long nanoseconds = random.nextLong(DECADE) >>> random.nextInt(40);
            long ticks = BigInteger.valueOf(nanoseconds)
                    .multiply(BigInteger.valueOf(frequency))
                    .divide(NANOSECONDS)
                    .longValueExact();
            long expected = BigInteger.valueOf(ticks)
                    .multiply(NANOSECONDS)
                    .divide(BigInteger.valueOf(frequency))
                    .longValueExact();
            assertEquals(expected, scale.nanoseconds(ticks));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {19_200_000, 54_000_000, 62_500_000, 1_000_000_000, 3_000_000_000L})
    void aDeadlinesTickIsTheFirstOneNotBeforeIt(long frequency) {
        TickScale scale = new TickScale(frequency);
        Random random = new Random(frequency);
        for (int i = 0; i < 1000; i++) {
            long deadline = 1 + (random.nextLong(DECADE) >>> random.nextInt(40));
            long tick = scale.ticks(deadline);
            assertEquals(true, scale.nanoseconds(tick) >= deadline);
            assertEquals(true, scale.nanoseconds(tick - 1) < deadline);
        }
    }

    @Test
    void aDeadlineThatNeverComesDoesNotOverflow() {
        assertEquals(Long.MAX_VALUE, new TickScale(8_000_000_000L).ticks(Long.MAX_VALUE));
        assertEquals(576460752303423488L, new TickScale(62_500_000).ticks(Long.MAX_VALUE));
    }

    @Test
    void aFrequencyThatFirmwareForgotIsRefused() {
        var failure = assertThrows(IllegalArgumentException.class, () -> new TickScale(0));
        assertEquals("counter frequency 0 Hz: expected 1 Hz to 8.5 GHz", failure.getMessage());
    }
}
