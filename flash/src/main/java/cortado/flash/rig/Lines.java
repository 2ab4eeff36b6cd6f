package cortado.flash.rig;

/** GPIO lines that this host drives: the one thing that a rig asks of Pi4J. */
public interface Lines extends AutoCloseable {
    /** A line that is driven. */
    interface Line {
        /** Drives it high or low. */
        void drive(boolean high);
    }

    /**
     * Takes a line.
     *
     * @param role what it does, for people and tools
     * @param number BCM number
     * @param high how it is driven at first
     */
    Line output(String role, int number, boolean high);

    /** Gives all lines back, in the state that they are in. */
    @Override
    void close();
}
