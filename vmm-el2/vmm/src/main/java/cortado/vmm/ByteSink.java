package cortado.vmm;

/** Where the bytes of a guest's serial port or console port go. */
public interface ByteSink {
    /**
     * Bytes from the guest; the array is only lent.
     *
     * @return how many were taken, from the first on. What was not is offered again after the port's {@code resume},
     *     and the guest waits meanwhile.
     */
    int accept(byte[] bytes, int from, int length);

    /** The guest opened or closed its end of the port. */
    default void opened(boolean open) {}
}
