package cortado.trials;

/** Takes all of a CPU that it can get, at a priority above everyone's, for ever. */
public final class Spin {
    private Spin() {}

    /** Never returns. */
    public static void main(String[] arguments) {
        while (true) {
            Raw.keep(1);
        }
    }
}
