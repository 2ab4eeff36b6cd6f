package cortado.fuzz.target;

import cortado.fuzz.Finding;
import cortado.fuzz.Target;
import cortado.kernel.simulated.BundleWriter;
import cortado.kernel.simulated.ElfWriter;
import cortado.kernel.simulated.SimulatedBoard;
import cortado.kernel.simulated.SimulatedHalt;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The boot bundle, a newc archive: the kernel starts its first process, or stops and says why on the early UART. */
public final class BundleTarget implements Target {
    private static final int LONGEST = 16 << 10;

    @Override
    public String name() {
        return "bundle";
    }

    @Override
    public String description() {
        return "boot bundles: the first process starts, or the kernel says why it cannot";
    }

    @Override
    public int longest() {
        return LONGEST;
    }

    @Override
    public List<byte[]> seeds() {
        byte[] program = ElfWriter.smallest();
        return List.of(
                new BundleWriter().add("bin/supervisor.elf", program).toBytes(),
                new BundleWriter()
                        .add("system", "system 1\n".getBytes(StandardCharsets.UTF_8))
                        .add("bin/supervisor.elf", program)
                        .add("spec/shell", new byte[20])
                        .toBytes(),
                new BundleWriter().toBytes());
    }

    @Override
    public void take(byte[] input) {
        if (input.length == 0) {
            return;
        }
        SimulatedBoard board = new SimulatedBoard(1, SimulatedBoard.DEFAULT_RAM, input, writer -> {});
        try {
            board.boot();
            if (board.running(0) != 0) {
                throw new Finding("the kernel booted, but its first process does not run");
            }
        } catch (SimulatedHalt halt) {
            if (!board.machine().console().contains("PANIC")) {
                throw new Finding("the kernel stopped without saying why: " + halt.getMessage());
            }
        }
    }
}
