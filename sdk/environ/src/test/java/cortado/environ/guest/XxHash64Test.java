package cortado.environ.guest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class XxHash64Test {
    private static String hash(byte[] bytes) {
        XxHash64 hash = new XxHash64();
        hash.update(bytes, 0, bytes.length);
        return hash.text();
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
        assertEquals(sum, hash(text.getBytes(StandardCharsets.US_ASCII)));
    }

    @Test
    void itDoesNotMatterInWhichPiecesBytesCome() {
        Random random = new Random(5);
        byte[] bytes = new byte[1000];
        random.nextBytes(bytes);
        String whole = hash(bytes);
        for (int most = 1; most <= 200; most++) {
            XxHash64 hash = new XxHash64();
            int at = 0;
            while (at < bytes.length) {
                int piece = Math.min(random.nextInt(most + 1), bytes.length - at);
                hash.update(bytes, at, piece);
                at += piece;
            }
            assertEquals(whole, hash.text(), "pieces of at most " + most);
        }
    }

    @Test
    void eachBitCounts() {
        byte[] bytes = new byte[75];
        String before = hash(bytes);
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            assertNotEquals(before, hash(bytes), "bit " + bit);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
        }
    }
}
