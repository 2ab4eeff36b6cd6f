package cortado.app.shell;

/** Where a stream of bytes leads: the screen, a file, another program. */
interface Target {
    /** Takes all of it, waiting if need be. */
    void write(byte[] bytes, int from, int length);

    /** Nothing more comes. */
    default void close() {}

    /** Takes everything and keeps nothing. */
    Target NOWHERE = (bytes, from, length) -> {};
}
