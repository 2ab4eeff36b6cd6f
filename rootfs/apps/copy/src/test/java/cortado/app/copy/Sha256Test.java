package cortado.app.copy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;

class Sha256Test {
    @Test
    void agreesWithTheJdkForEveryLengthAroundABlock() throws Exception {
        Random random = new Random(1);
        for (int length = 0; length < 300; length++) {
            byte[] bytes = new byte[length];
            random.nextBytes(bytes);
            Sha256 hash = new Sha256();
            int cut = length == 0 ? 0 : random.nextInt(length);
            hash.update(bytes, 0, cut);
            hash.update(bytes, cut, length - cut);
            byte[] expected = MessageDigest.getInstance("SHA-256").digest(bytes);
            assertEquals(HexFormat.of().formatHex(expected), hash.hex(), "of " + length + " bytes");
        }
    }
}
