package cortado.abi;

/** What a handle refers to. */
public final class HandleType {
    private HandleType() {}

    public static final int NONE = 0;
    public static final int CHANNEL = 1;
    public static final int POLL = 2;
    public static final int FOLIO = 3;
    public static final int INTERRUPT = 4;
    public static final int TIMER = 5;
    public static final int PROCESS = 6;
    public static final int AUTHORITY = 7;
    /** The right to make virtual machines. */
    public static final int HYPERVISOR = 8;

    public static final int VM = 9;
    public static final int VCPU = 10;

    /** How many numbers there are. */
    public static final int COUNT = 11;

    /** The noun. */
    public static String text(int type) {
        return switch (type) {
            case CHANNEL -> "channel";
            case POLL -> "poll";
            case FOLIO -> "folio";
            case INTERRUPT -> "interrupt";
            case TIMER -> "timer";
            case PROCESS -> "process";
            case AUTHORITY -> "authority";
            case HYPERVISOR -> "hypervisor";
            case VM -> "vm";
            case VCPU -> "vcpu";
            default -> "none";
        };
    }
}
