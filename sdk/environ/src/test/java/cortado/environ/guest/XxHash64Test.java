package cortado.environ.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {
    private record Array(ByteBuffer buffer) implements XxHash64.Bytes {
        @Override
        public long size() {
            return buffer.capacity();
        }

        @Override
        public long load64(long offset) {
            return buffer.getLong((int) offset);
        }

        @Override
        public int load8(long offset) {
            return Byte.toUnsignedInt(buffer.get((int) offset));
        }
    }

    private static long hash(byte[] bytes) {
        return XxHash64.of(new Array(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN)));
    }

    /** Every way through the tail: 0, 1, 3, 7, 39 and 62 bytes; zstd --check has the lower halves. */
    @ParameterizedTest
    @CsvSource({
        "'', ef46db3751d8e999",
        "a, d24ec4f1a98c6e5b",
        "abc, 44bc2cf5ad770999",
        "message, 989770bc6fc4aa4d",
        "Nobody inspects the spammish repetition, fbcea83c8a378bf1",
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789, fd5e2ce9520872dd"
    })
    void theSumIsThatOfTheReference(String text, String sum) {
        assertEquals(sum, XxHash64.text(hash(text.getBytes(StandardCharsets.US_ASCII))));
    }

    @Test
    void eachBitCounts() {
        byte[] bytes = new byte[75];
        long before = hash(bytes);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(before, hash(bytes), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }
}
