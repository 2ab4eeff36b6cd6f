package cortado.testkit;

import cortado.kernel.simulated.SimulatedDevice;
import cortado.kernel.simulated.SimulatedRam;

/**
 * A simulated device: registers, an interrupt line, and a way to memory. Its methods are called by several threads, one
 * at a time for those that stand here; what a test does to it from its own thread needs a lock of the device's own.
 */
public interface Hardware extends SimulatedDevice {
    /** The level of its interrupt line. Must not wait for anything. */
    boolean isInterrupting();

    /** Called once, before the board boots: the memory that it may reach, where bus addresses are physical ones. */
    default void connect(SimulatedRam ram) {}
}
