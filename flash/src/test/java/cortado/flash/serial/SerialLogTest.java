package cortado.flash.serial;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SerialLogTest {
    private final List<String> reports = new ArrayList<>();

    @Test
    void whatComesInAfterTheEndIsDropped() throws Exception {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        SerialLog log = new SerialLog(file, reports::add);
        log.accept(bytes("booting"));
        log.close();
        log.accept(bytes(" on"));
        assertEquals("booting", file.toString(StandardCharsets.UTF_8));
        assertEquals(List.of(), reports);
    }

    @Test
    void aLogThatCannotBeWrittenIsReportedOnce() throws Exception {
        OutputStream full = new OutputStream() {
            @Override
            public void write(int octet) throws IOException {
                throw new IOException("no space left");
            }
        };
        try (SerialLog log = new SerialLog(full, reports::add)) {
            log.accept(bytes("a"));
            log.accept(bytes("b"));
        }
        assertEquals(List.of("the log cannot be written: no space left"), reports);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
