package cortado.vmm;

/** The host's end of a guest's serial port or console port. */
public interface ByteSource {
    /** Gives bytes to the guest: how many it had room for, from the first on. */
    int send(byte[] bytes, int from, int length);

    /** How many bytes {@link #send} would take now. */
    int room();

    /** The {@link ByteSink} has room again: what the guest still holds is offered to it. */
    void resume();

    /** Has {@code listener} run each time that the guest made room; null for none. */
    void whenRoom(Runnable listener);
}
