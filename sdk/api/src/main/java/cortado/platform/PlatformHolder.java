package cortado.platform;

/** Where the current platform is kept: one on the board, one for each simulated process on the JVM. */
public final class PlatformHolder {
    /** Finds the platform of the calling thread; installed by the testkit alone. */
    public interface Source {
        /** The calling thread's platform. */
        Platform current();
    }

    private static volatile Source source;
    private static Platform board;

    private PlatformHolder() {}

    /** Puts the testkit in the board's place. */
    public static void install(Source installed) {
        source = installed;
    }

    static Platform current() {
        Source simulated = source;
        if (simulated != null) {
            return simulated.current();
        }
        if (board == null) {
            board = new MetalPlatform();
        }
        return board;
    }
}
