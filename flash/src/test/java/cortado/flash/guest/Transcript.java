package cortado.flash.guest;

import cortado.vmm.agent.AgentClient;
import cortado.vmm.agent.CommandListener;
import cortado.vmm.agent.CommandRequest;
import cortado.vmm.agent.ExitStatus;
import cortado.vmm.agent.GuestCommand;
import cortado.vmm.agent.StartFailure;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A command in the guest, and everything that came of it. */
final class Transcript implements CommandListener {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();
    final GuestCommand command;

    /** Whether output is taken as soon as it comes; if not, the command stands still once its grant is used up. */
    boolean reading = true;

    StartFailure failure;
    ExitStatus status;
    String lost;

    private byte[] input = new byte[0];
    private int sent;
    private boolean closing;

    Transcript(AgentClient agent, CommandRequest request) {
        command = agent.spawn(request, this);
    }

    void send(byte[] bytes) {
        input = bytes;
        sent = 0;
        inputRoom();
    }

    void type(String text) {
        send(text.getBytes(StandardCharsets.UTF_8));
    }

    void close() {
        closing = true;
        inputRoom();
    }

    boolean over() {
        return status != null || failure != null || lost != null;
    }

    /** As a shell would return it. */
    int shellStatus() {
        return failure != null ? failure.shellStatus() : status.shellStatus();
    }

    byte[] bytes() {
        return output.toByteArray();
    }

    String text() {
        return output.toString(StandardCharsets.UTF_8);
    }

    String errorText() {
        return errors.toString(StandardCharsets.UTF_8);
    }

    int length() {
        return output.size();
    }

    @Override
    public void output(int stream, byte[] bytes, int from, int length) {
        (stream == GuestCommand.OUTPUT ? output : errors).write(bytes, from, length);
        if (reading) {
            command.grant(stream, length);
        }
    }

    @Override
    public void inputRoom() {
        sent += command.write(input, sent, input.length - sent);
        if (closing && sent == input.length) {
            closing = false;
            command.closeInput();
        }
    }

    @Override
    public void failed(StartFailure why) {
        failure = why;
    }

    @Override
    public void exited(ExitStatus how) {
        status = how;
    }

    @Override
    public void lost(String why) {
        lost = why;
    }
}
