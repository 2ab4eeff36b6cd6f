package cortado.flash.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.flash.run.GuestSession.Reply;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinuxBenchTest {
    private static final String KVM = """
            [    0.297920] the host's kernel may speak, too
            bench guest-hypercall 1698 ns\r
            bench debian-spawn-to-first-byte 1366004560 ns\r
            bench linux-spawn-to-first-byte 748398256 ns
            bench linux-memory 123469824 bytes
            bench-end
            """;

    private final List<Figure> cortado =
            LinuxBench.timed(figures("""
                    bench guest-hypercall 16 instructions
                    bench guest-shown-register 15 instructions
                    bench linux-spawn-to-first-byte 332824240 instructions
                    bench linux-memory 58568704 bytes
                    """), figures("bench guest-hypercall 2345 ns\nbench linux-memory 10 bytes\n"));

    private static List<Figure> figures(String output) {
        return LinuxBench.figures("run bench linux", new Reply(output, 0));
    }

    @Test
    void columnsWithoutAnythingInThemAreLeftOut() {
        assertEquals("""
                MEASURED                                                           CORTADO  UNIT          WALL TIME  AIM
                hypercall that asks for PSCI's version                                  16  instructions       2 µs  < 300 (met)
                read of registers that a VMM shows as memory; ours shows none           15  instructions
                LinuxCommand to the first byte                                 332,824,240  instructions
                memory of a virtual machine, guest pages included               58,568,704  bytes
                """, FigureTable.text(cortado));
    }

    @Test
    void kvmStandsBesideCortadoWithTheRatioAndHalfOfItIsTheAimForTheFirstByte() {
        Map<String, Long> counted = KvmBench.figures(KVM);
        List<Figure> both = KvmBench.beside(cortado, counted, Map.of("guest-hypercall", 51_000L, "linux-memory", 1L));
        assertEquals("""
                MEASURED                                                                 CORTADO            KVM  KVM/CORTADO  UNIT          WALL TIME  KVM'S  AIM
                hypercall that asks for PSCI's version                                        16          1,698        106.1  instructions       2 µs  51 µs  < 300 (met)
                read of registers that a VMM shows as memory; ours shows none                 15                              instructions
                LinuxCommand to the first byte                                       332,824,240    748,398,256          2.2  instructions
                LinuxCommand to the first byte; KVM's kernel with Debian's settings  332,824,240  1,366,004,560          4.1  instructions                    < 683,002,280 (met)
                memory of a virtual machine, guest pages included                     58,568,704    123,469,824          2.1  bytes
                """, FigureTable.text(both));
    }

    @Test
    void aKvmHostThatEndsEarlyIsNoMeasurement() {
        String panicked = "bench guest-hypercall 1698 ns\nkvm host: KVM_RUN failed\n";
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> KvmBench.figures(panicked));
        assertEquals(
                "the KVM host ended before it had measured everything; it said:\n" + panicked.strip(), e.getMessage());
    }

    @Test
    void aBenchmarkThatFailsIsNoFigure() {
        IllegalArgumentException e = assertThrows(
                IllegalArgumentException.class,
                () -> LinuxBench.figures("run bench linux", new Reply("linux: no guest image\n", 1)));
        assertTrue(e.getMessage().contains("ended with status 1"), e.getMessage());
    }
}
