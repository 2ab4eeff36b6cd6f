package cortado.fuzz.device;

import cortado.kernel.simulated.SimulatedRam;
import cortado.testkit.Hardware;
import java.util.HashMap;
import java.util.Map;

/**
 * Registers that keep what is written to them, but for those that a subclass knows, and an interrupt line; all of it as
 * the script wants. It never throws: real hardware has no exceptions.
 */
public class FuzzedDevice implements Hardware {
    private final Map<Long, Long> registers = new HashMap<>();
    private final Map<Long, Long> resets;
    private SimulatedRam ram;
    private Script script = Script.NONE;
    private boolean stuck;

    /** @param resets what registers read before they are written, by offset */
    public FuzzedDevice(Map<Long, Long> resets) {
        this.resets = resets;
    }

    /** Starts afresh with another script. */
    public final synchronized void play(Script next) {
        script = next;
        registers.clear();
        stuck = false;
        reset();
    }

    /** Forgets everything. */
    protected void reset() {}

    /** What the register should read. */
    protected long good(long offset) {
        return register(offset);
    }

    /** What else happens when a register is written. */
    protected void written(long offset, long value) {}

    /** Whether the interrupt line should be high. */
    protected boolean wantsAttention() {
        return false;
    }

    protected final long register(long offset) {
        return registers.getOrDefault(offset, resets.getOrDefault(offset, 0L));
    }

    protected final Script script() {
        return script;
    }

    /** Bytes of memory, zeros where there is none. */
    protected final byte[] bytes(long address, int length) {
        byte[] bytes = new byte[length];
        try {
            ram.read(address, bytes, 0, length);
        } catch (RuntimeException e) {
            // a bus that answers with an error
        }
        return bytes;
    }

    /** Writes memory, if it is there. */
    protected final void store(long address, byte[] bytes) {
        try {
            ram.write(address, bytes, 0, bytes.length);
        } catch (RuntimeException e) {
            // likewise
        }
    }

    @Override
    public void connect(SimulatedRam memory) {
        ram = memory;
    }

    @Override
    public final synchronized boolean isInterrupting() {
        return stuck || wantsAttention();
    }

    @Override
    public final synchronized long read(long offset, int width) {
        return script.register(good(offset), width);
    }

    @Override
    public final synchronized void write(long offset, int width, long value) {
        registers.put(offset, value);
        stuck = script.strays();
        written(offset, value);
    }
}
