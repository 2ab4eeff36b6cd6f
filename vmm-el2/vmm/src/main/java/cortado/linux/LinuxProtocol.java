package cortado.linux;

/**
 * Messages between those who run Linux programs, the service {@value #SERVICE}, and the process of each virtual
 * machine.
 *
 * <ul>
 *   <li>CALL ({@link #ARGUMENTS}, {@code int} offset, bytes) → REPLY: a {@link VmRequest} for the next SPAWN, in
 *       pieces; as SystemOperation.ARGUMENTS.
 *   <li>CALL ({@link #SPAWN}, {@code int} count, text parts…; a channel for each part, of {@code stdin},
 *       {@code stdout}, {@code stderr}, {@code control}) → REPLY (text process, the virtual machine's name).
 *   <li>CALL ({@link #LIST}, {@code int} from) → REPLY ({@code int} where to go on or -1, {@code int} count,
 *       {@link LinuxVm}s).
 *   <li>CALL ({@link #KILL}, text process) → REPLY.
 * </ul>
 *
 * The control channel leads from the one who asked straight to the virtual machine's process, as the streams do:
 *
 * <ul>
 *   <li>to it: EVENT ({@link #SIGNAL}, {@code int} Linux signal, 0), EVENT ({@link #RESIZE}, {@code int} rows,
 *       {@code int} columns). Closing it ends the virtual machine.
 *   <li>from it: EVENT ({@link #STARTED}, 0, empty text) once the program runs, and at the end EVENT ({@link #EXITED},
 *       {@code int} status as a shell has it, empty text) or EVENT ({@link #FAILED}, {@code int} status, text why).
 * </ul>
 */
public final class LinuxProtocol {
    public static final String SERVICE = "linux";

    /** Operations of the service. */
    public static final int ARGUMENTS = 1;

    public static final int SPAWN = 2;
    public static final int LIST = 3;
    public static final int KILL = 4;

    /** Events on the control channel, to the virtual machine. */
    public static final int SIGNAL = 1;

    public static final int RESIZE = 2;

    /** And from it. */
    public static final int STARTED = 3;

    public static final int EXITED = 4;
    public static final int FAILED = 5;

    /** The part of a program's environ that holds its control channel, besides its streams. */
    public static final String CONTROL = "control";

    /** Status of a program whose virtual machine could not be started or ended before it. */
    public static final int NO_MACHINE = 125;

    private LinuxProtocol() {}
}
