package cortado.vmm.agent;

/** Is told what happens to one command. Either {@link #failed}, {@link #exited} or {@link #lost} comes last. */
public interface CommandListener {
    /** The program runs. */
    default void started() {}

    /** The program could not be started. */
    void failed(StartFailure failure);

    /**
     * The command wrote something; the array is lent. {@link GuestCommand#grant} says when it has been consumed.
     *
     * @param stream {@link GuestCommand#OUTPUT} or {@link GuestCommand#ERRORS}
     */
    void output(int stream, byte[] bytes, int from, int length);

    /** Nothing more comes on a stream; on {@link GuestCommand#INPUT}, nobody reads it any more. */
    default void ended(int stream) {}

    /** {@link GuestCommand#write} takes bytes again. */
    default void inputRoom() {}

    /** The command ended, after all of its output. */
    void exited(ExitStatus status);

    /** The guest is gone or broke the protocol: how the command ended will not be known. */
    void lost(String why);
}
