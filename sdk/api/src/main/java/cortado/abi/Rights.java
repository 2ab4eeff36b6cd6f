package cortado.abi;

/** What a handle allows: a set of bits, only ever reduced. */
public final class Rights {
    private Rights() {}

    /** Receive from a channel, read a folio. */
    public static final int READ = 1;
    /** Send to a channel, write a folio, arm a timer, acknowledge an interrupt. */
    public static final int WRITE = 1 << 1;

    public static final int MAP = 1 << 2;
    public static final int EXECUTE = 1 << 3;
    public static final int POLL = 1 << 4;
    public static final int DUPLICATE = 1 << 5;
    /** May be sent through a channel or given to a new process. */
    public static final int TRANSFER = 1 << 6;
    /** Ask a folio's bus address. */
    public static final int DMA = 1 << 7;
    /** Kill a process. */
    public static final int MANAGE = 1 << 8;
    /** Look into a process. */
    public static final int INSPECT = 1 << 9;

    public static final int ALL = (1 << 10) - 1;

    /** The bits as letters in a fixed order, {@code -} where one is missing: {@code rwmxpdtDMI}. */
    public static String text(int rights) {
        String letters = "rwmxpdtDMI";
        StringBuilder text = new StringBuilder();
        for (int bit = 0; bit < letters.length(); bit++) {
            text.append((rights & 1 << bit) != 0 ? letters.charAt(bit) : '-');
        }
        return text.toString();
    }
}
