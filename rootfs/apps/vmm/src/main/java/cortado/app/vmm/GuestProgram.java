package cortado.app.vmm;

import cortado.abi.Signals;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.stream.ChannelInput;
import cortado.linux.LinuxProtocol;
import cortado.linux.VmRequest;
import cortado.vmm.VirtualMachine;
import cortado.vmm.agent.AgentClient;
import cortado.vmm.agent.CommandListener;
import cortado.vmm.agent.CommandRequest;
import cortado.vmm.agent.ExitStatus;
import cortado.vmm.agent.GuestCommand;
import cortado.vmm.agent.StartFailure;
import java.util.LinkedHashMap;
import java.util.Map;

/** The program in the guest: carries its streams between the agent and those who gave them. */
final class GuestProgram implements CommandListener {
    /** How the program ended, as {@link LinuxProtocol} tells it. */
    record End(int event, int status, String text) {}

    /** Is told of the program's life. */
    interface Listener {
        void started();

        /** It has ended, and all that it wrote has gone. */
        void ended(End end);
    }

    private static final int WINDOW = 32 * 1024;
    private static final int PIECE = 4096;
    private static final int SIGPIPE = 13;

    private final VirtualMachine machine;
    private final VmRequest request;
    private final Listener listener;
    private final ChannelInput input;
    private final Outlet output;
    private final Outlet errors;
    private final byte[] piece = new byte[PIECE];
    private int from;
    private int to;
    private boolean watchesInput;
    private boolean inputOpen;
    /** The terminal's size, which may change while the guest boots. */
    private int rows;

    private int columns;
    private GuestCommand command;
    private End end;
    private boolean told;

    /** A program to be started; channels may be null. */
    GuestProgram(VirtualMachine machine, VmRequest request, Channel in, Channel out, Channel err, Listener listener) {
        this.machine = machine;
        this.request = request;
        this.listener = listener;
        this.rows = request.rows();
        this.columns = request.columns();
        this.input = in == null ? ChannelInput.empty() : new ChannelInput(in);
        this.inputOpen = in != null;
        this.output = new Outlet(machine, out, this::broken, count -> granted(GuestCommand.OUTPUT, count));
        this.errors = new Outlet(machine, err, this::broken, count -> granted(GuestCommand.ERRORS, count));
    }

    /** Starts it. */
    void start(AgentClient agent) {
        boolean terminal = request.rows() > 0;
        Map<String, String> variables = new LinkedHashMap<>(request.variables());
        if (terminal && !variables.containsKey("TERM")) {
            variables.put("TERM", "xterm");
        }
        CommandRequest.TerminalSize size = terminal ? new CommandRequest.TerminalSize(rows, columns) : null;
        try {
            command = agent.spawn(
                    new CommandRequest(request.arguments(), variables, request.folder(), 0, 0, size, WINDOW), this);
        } catch (IllegalArgumentException e) {
            finish(new End(LinuxProtocol.FAILED, LinuxProtocol.NO_MACHINE, e.getMessage()));
        }
    }

    /** Sends a Linux signal; one that comes before the program does ends everything. */
    void signal(int signal) {
        if (command == null) {
            finish(new End(LinuxProtocol.EXITED, 128 + signal, ""));
        } else {
            command.signal(signal);
        }
    }

    void resize(int lines, int width) {
        rows = lines;
        columns = width;
        if (command != null) {
            command.resize(lines, width);
        }
    }

    @Override
    public void started() {
        listener.started();
        if (inputOpen) {
            watchInput();
        } else {
            command.closeInput();
        }
    }

    private void watchInput() {
        watchesInput = true;
        machine.watch(input.channel(), Signals.READABLE, signals -> readInput());
    }

    private void readInput() {
        if (from == to && inputOpen) {
            int count = input.read(piece, 0, PIECE, Clock.NOW);
            if (count == ChannelInput.LATE) {
                return;
            }
            if (count < 0) {
                closeInput();
                command.closeInput();
                return;
            }
            from = 0;
            to = count;
        }
        passInput();
    }

    private void passInput() {
        from += command.write(piece, from, to - from);
        if (from < to && watchesInput) {
            watchesInput = false;
            machine.unwatch(input.channel());
        } else if (from == to && inputOpen && !watchesInput) {
            watchInput();
        }
    }

    @Override
    public void inputRoom() {
        passInput();
    }

    private void closeInput() {
        if (inputOpen) {
            inputOpen = false;
            watchesInput = false;
            machine.unwatch(input.channel());
            input.close();
        }
    }

    @Override
    public void output(int stream, byte[] bytes, int start, int length) {
        (stream == GuestCommand.ERRORS ? errors : output).send(bytes, start, length);
    }

    private void granted(int stream, int count) {
        if (command != null && !command.over()) {
            command.grant(stream, count);
        }
        tell();
    }

    /** The reader of a stream has gone: so has the program, unless it does not mind. */
    private void broken() {
        if (command != null && !command.over()) {
            command.signal(SIGPIPE);
        }
        tell();
    }

    @Override
    public void ended(int stream) {
        switch (stream) {
            case GuestCommand.INPUT -> closeInput();
            case GuestCommand.OUTPUT -> output.end();
            default -> errors.end();
        }
    }

    @Override
    public void exited(ExitStatus status) {
        finish(new End(LinuxProtocol.EXITED, status.shellStatus(), ""));
    }

    @Override
    public void failed(StartFailure failure) {
        finish(new End(
                LinuxProtocol.FAILED, failure.shellStatus(), request.arguments().getFirst() + ": " + failure.text()));
    }

    @Override
    public void lost(String why) {
        finish(new End(LinuxProtocol.FAILED, LinuxProtocol.NO_MACHINE, "the guest is lost: " + why));
    }

    private void finish(End how) {
        if (end == null) {
            end = how;
            closeInput();
            output.end();
            errors.end();
            tell();
        }
    }

    private void tell() {
        if (end != null && !told && output.isEmpty() && errors.isEmpty()) {
            told = true;
            listener.ended(end);
        }
    }

    /** Gives the streams back, whatever has become of the program. */
    void close() {
        closeInput();
        output.close();
        errors.close();
    }
}
