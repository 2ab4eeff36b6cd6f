package cortado.abi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LittleEndianTest {
    private final byte[] bytes = new byte[11];

    @Test
    void theLowestByteComesFirst() {
        LittleEndian.put64(bytes, 1, 0x8877_6655_4433_2211L);
        assertArrayEquals(new byte[] {0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, (byte) 0x88, 0, 0}, bytes);
        assertEquals(0x8877_6655_4433_2211L, LittleEndian.i64(bytes, 1));
        assertEquals(0x4433_2211, LittleEndian.i32(bytes, 1));
        assertEquals(0x0088_7766, LittleEndian.i32(bytes, 6));
        assertEquals(0x8877, LittleEndian.u16(bytes, 7));
        assertEquals(0x88, LittleEndian.u8(bytes, 8));
    }

    @Test
    void longsThatFollowEachOtherAreTakenAtOnce() {
        byte[] more = new byte[20];
        LittleEndian.put64(more, 3, 5);
        LittleEndian.put64(more, 11, -7);
        long[] target = {1, 2, 3};
        LittleEndian.longs(more, 3, target, 2);
        assertArrayEquals(new long[] {5, -7, 3}, target);
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> LittleEndian.longs(more, 5, target, 2));
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> LittleEndian.longs(more, -1, target, 1));
        assertThrows(ArithmeticException.class, () -> LittleEndian.longs(more, 0, target, 1 << 29));
        assertArrayEquals(new long[] {5, -7, 3}, target);
    }

    @Test
    void negativeNumbersComeBack() {
        LittleEndian.put32(bytes, 3, -2);
        assertEquals(-2, LittleEndian.i32(bytes, 3));
        LittleEndian.put16(bytes, 3, -2);
        assertEquals(0xfffe, LittleEndian.u16(bytes, 3));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 8, 11, Integer.MIN_VALUE, Integer.MAX_VALUE})
    void aPlaceThatIsNotWhollyInsideIsRefusedBeforeAnythingIsStored(int at) {
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> LittleEndian.put32(bytes, at, -1));
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> LittleEndian.put64(bytes, at, -1));
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> LittleEndian.i32(bytes, at));
        assertThrows(ArrayIndexOutOfBoundsException.class, () -> LittleEndian.i64(bytes, at));
        assertArrayEquals(new byte[11], bytes);
    }
}
