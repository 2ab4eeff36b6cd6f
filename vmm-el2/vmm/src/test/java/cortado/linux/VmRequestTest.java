package cortado.linux;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VmRequestTest {
    private static VmRequest request(int cpus, long memory, List<String> arguments) {
        return new VmRequest(cpus, memory, List.of(), List.of(), Map.of(), "", 0, 0, arguments);
    }

    private static String refusal(Runnable wrong) {
        return assertThrows(IllegalArgumentException.class, wrong::run).getMessage();
    }

    @Test
    void whatIsWrittenIsReadBack() {
        VmRequest full = new VmRequest(
                2,
                128L << 20,
                List.of(VmRequest.Share.parse("/data:/mnt"), VmRequest.Share.parse("/a:/b:ro")),
                List.of(VmRequest.DiskFile.parse("/disk:ro")),
                Map.of("MODE", "a=b c"),
                "/tmp",
                24,
                80,
                List.of("sh", "-c", "", "--", "cpus=3"));
        assertEquals(full, VmRequest.read(full.write()));
        VmRequest plain = request(1, VmRequest.MEMORY, List.of("true"));
        assertEquals(List.of("cpus=1", "memory=96M", "--", "true"), plain.write());
        assertEquals(plain, VmRequest.read(List.of("--", "true")));
    }

    @Test
    void whatCannotBeIsRefusedWithASentence() {
        assertEquals("9 CPUs; 1 to 8 were expected", refusal(() -> request(9, VmRequest.MEMORY, List.of("x"))));
        assertEquals(
                "16384K of memory; 64M to 1G in whole MiB was expected",
                refusal(() -> request(1, 16 << 20, List.of("x"))));
        assertEquals("no program to run", refusal(() -> VmRequest.read(List.of("cpus=1"))));
        assertEquals(
                "'speed=9' says nothing about a virtual machine", refusal(() -> VmRequest.read(List.of("speed=9"))));
        assertEquals("'two' is no number", refusal(() -> VmRequest.read(List.of("cpus=two", "--", "x"))));
        assertEquals(
                "'data:/mnt' is no share; /data:/mnt was expected, or /data:/mnt:ro to only read",
                refusal(() -> VmRequest.Share.parse("data:/mnt")));
        assertEquals(
                "'12' is no size; a number with M or G was expected, such as 128M",
                refusal(() -> VmRequest.memory("12")));
        assertEquals(
                "'99999999999999999G' is no size; a number with M or G was expected, such as 128M",
                refusal(() -> VmRequest.memory("99999999999999999G")));
    }
}
