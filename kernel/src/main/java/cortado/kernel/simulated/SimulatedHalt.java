package cortado.kernel.simulated;

/** The kernel stopped every CPU, or switched the power: in the simulator that leaves by this. */
public final class SimulatedHalt extends RuntimeException {
    private static final long serialVersionUID = 1L;

    SimulatedHalt(String why) {
        super(why);
    }
}
