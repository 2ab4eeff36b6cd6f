package cortado.api.system;

/** What can be asked of the service {@code system}. */
public final class SystemOperation {
    private SystemOperation() {}

    /** {@code (int from)}: a page of {@link ProcessRecord}s. */
    public static final int PROCESSES = 1;
    /** {@code (int from)}: a page of {@link DeviceRecord}s. */
    public static final int DEVICES = 2;
    /** {@code (int from, text process)}: a page of pairs of texts, key and value. */
    public static final int ENVIRON = 3;
    /**
     * {@code (long cursor, text process)}: a page of {@link LogLine}s, of one process or, with an empty name, of all;
     * its answer starts with the {@code long} cursor to go on from, then {@code int} 1 if there may be more.
     */
    public static final int LOG = 4;
    /** {@code (text process)}. */
    public static final int KILL = 5;
    /** {@code (int from, text process)}: a page of handle, type, rights and detail, four {@code int}s each. */
    public static final int HANDLES = 6;
    /** {@code ()}: a {@link MachineRecord}. */
    public static final int MACHINE = 7;
    /** {@code ()}: powers off; the answer, if there is one, says why that was not possible. */
    public static final int POWER_OFF = 8;
    /** {@code ()}: restarts the machine; likewise. */
    public static final int RESTART = 9;
    /**
     * {@code (text program, int bytes, int follows, int count, text parts...)} and a handle for each part, which the
     * program finds as {@code handle.PART}; its arguments are the bytes that {@link #ARGUMENTS} left, and CANCELLED
     * says that these are not there. A program that follows ends with the client that ran it. The answer is the
     * process's name; an EVENT with the request's id follows when it ended: {@code int} exit status, {@code int}
     * {@link cortado.abi.Cause}, both again as a text.
     */
    public static final int RUN = 10;
    /** {@code (int from)}: a page of texts: the programs that RUN can start. */
    public static final int PROGRAMS = 11;
    /** {@code (text process, text kind)}: makes a process that serves commit a {@link cortado.api.service.Crash}. */
    public static final int CRASH = 12;
    /** {@code (int from, text process)}: a page of {@link JournalRecord}s, oldest first; an empty name asks for all. */
    public static final int EVENTS = 13;
    /**
     * {@code (int offset, bytes)}: arguments for this client's next RUN, UTF-8, each ended with a NUL. Offset 0 starts
     * over; another one has to be the number of bytes that are there already.
     */
    public static final int ARGUMENTS = 14;
}
