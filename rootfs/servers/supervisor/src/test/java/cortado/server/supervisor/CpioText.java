package cortado.server.supervisor;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes newc archives. */
final class CpioText {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    CpioText add(String name, String data) {
        return add(name, data.getBytes(StandardCharsets.UTF_8));
    }

    CpioText add(String name, byte[] data) {
        StringBuilder header = new StringBuilder("070701");
        int[] fields = {0, 0100644, 0, 0, 1, 0, data.length, 0, 0, 0, 0, name.length() + 1, 0};
        for (int field : fields) {
            String digits = Integer.toHexString(field);
            header.append("0".repeat(8 - digits.length())).append(digits);
        }
        bytes.writeBytes((header + name + "\0").getBytes(StandardCharsets.US_ASCII));
        pad();
        bytes.writeBytes(data);
        pad();
        return this;
    }

    byte[] end() {
        return add("TRAILER!!!", "").bytes();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    private void pad() {
        while (bytes.size() % 4 != 0) {
            bytes.write(0);
        }
    }
}
