package cortado.abi;

/** The fixed set of messages that servers, drivers and apps speak. Payloads are the protocol's own. */
public final class MessageType {
    private MessageType() {}

    /** To a provider: a client's channel (one handle), payload the service name. */
    public static final int CONNECT = 1;

    public static final int OPEN = 2;
    public static final int OPEN_REPLY = 3;
    public static final int READ = 4;
    public static final int READ_REPLY = 5;
    public static final int WRITE = 6;
    public static final int WRITE_REPLY = 7;
    /** A piece of a stream, unacknowledged. */
    public static final int DATA = 8;

    public static final int CALL = 9;
    public static final int REPLY = 10;
    public static final int EVENT = 11;
    /** Gives up the request with the same id. */
    public static final int ABORT = 12;
    /** The answer to a request that failed: {@code int} status, then a sentence in UTF-8. */
    public static final int ERROR = 13;
}
