package cortado.linux;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The virtual machines that run, as the service {@value LinuxProtocol#SERVICE} knows them. */
public final class Linux implements AutoCloseable {
    /** Milliseconds that an answer may take. */
    private static final long PATIENCE = 10_000;
    /** Bytes of a request that travel in one message. */
    private static final int PIECE = Limits.MESSAGE_PAYLOAD - 8;

    private final Channel channel;
    private final Message message = new Message();

    /** Connects to the service. */
    public Linux(Environ environ) {
        channel = environ.connect(LinuxProtocol.SERVICE, Clock.after(PATIENCE));
    }

    /** All of them, the oldest first. */
    public List<LinuxVm> machines() {
        List<LinuxVm> machines = new ArrayList<>();
        int from = 0;
        while (from >= 0) {
            ask(LinuxProtocol.LIST).putInt(from);
            call();
            from = message.takeInt();
            for (int count = message.takeInt(); count > 0; count--) {
                machines.add(LinuxVm.take(message));
            }
        }
        return machines;
    }

    /** Ends one, by its process's name. */
    public void kill(String process) {
        ask(LinuxProtocol.KILL).putText(process);
        call();
    }

    /** Starts a virtual machine; the parts move to it unless this throws. Its process's name. */
    static String spawn(Environ environ, VmRequest request, Map<String, Channel> parts) {
        try (Linux linux = new Linux(environ)) {
            return linux.spawn(request, parts);
        }
    }

    private String spawn(VmRequest request, Map<String, Channel> parts) {
        byte[] texts = encoded(request.write());
        for (int from = 0; from < texts.length; from += PIECE) {
            ask(LinuxProtocol.ARGUMENTS).putInt(from).putBytes(texts, from, Math.min(PIECE, texts.length - from));
            call();
        }
        ask(LinuxProtocol.SPAWN).putInt(parts.size());
        for (Map.Entry<String, Channel> part : parts.entrySet()) {
            message.putText(part.getKey()).putHandle(part.getValue());
        }
        call();
        return message.takeText();
    }

    private static byte[] encoded(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : texts) {
            if (text.indexOf('\0') >= 0) {
                throw new IllegalArgumentException("a program's argument or variable has a NUL in it");
            }
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            bytes.write(utf8, 0, utf8.length);
            bytes.write(0);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        channel.close();
    }

    private Message ask(int operation) {
        return message.reset(MessageType.CALL, Channel.nextId()).putInt(operation);
    }

    private void call() {
        channel.call(message, Clock.after(PATIENCE));
    }
}
