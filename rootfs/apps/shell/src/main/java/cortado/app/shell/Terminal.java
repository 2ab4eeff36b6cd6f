package cortado.app.shell;

/** The line to a person or a test: bytes in, bytes out. A line that is lost and found again goes on as the same one. */
interface Terminal {
    /** No byte came in time. */
    int NOTHING = -1;

    /** The line was lost and is back: what was on the screen may be gone. */
    int RECONNECTED = -2;

    /** The next byte, 0 to 255, or {@link #NOTHING} when the deadline passes first, or {@link #RECONNECTED}. */
    int read(long deadline);

    /** Takes all bytes that have come; whether Ctrl-C is among them, which drops it and what came before it. */
    boolean interrupted();

    /** Sends all of it, waiting while the line is behind. */
    void write(byte[] bytes);

    /** Waits until the last byte has left. */
    void drain();
}
