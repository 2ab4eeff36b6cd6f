package cortado.abi;

/** What a poll can wait for: bits, true for as long as the condition holds. */
public final class Signals {
    private Signals() {}

    /** A channel has a message. */
    public static final int READABLE = 1;
    /** A channel's peer has room in its queue. */
    public static final int WRITABLE = 1 << 1;
    /** A channel's peer is gone; what it sent before stays readable. Always watched. */
    public static final int CLOSED = 1 << 2;
    /** An interrupt fired or a timer expired, and has not been acknowledged; a vcpu stopped with an exit. */
    public static final int SIGNALLED = 1 << 3;
    /** A process ended. */
    public static final int EXITED = 1 << 4;

    public static final int ALL = (1 << 5) - 1;
}
