package cortado.server.supervisor;

import cortado.abi.Status;
import cortado.api.Message;
import cortado.api.StatusException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Arguments that clients sent ahead of the RUN that they belong to: UTF-8, each ended with a NUL. */
final class ArgumentStore {
    /** Bytes of all arguments of one program: with escapes they still fit into its environ. */
    static final int BYTES_MOST = 7 * 1024;

    static final int ARGUMENTS_MOST = 256;

    private final Map<Mailbox, ByteArrayOutputStream> waiting = new LinkedHashMap<>();

    /** Keeps one piece: {@code int offset}, bytes. */
    void add(Mailbox client, Message piece) {
        int offset = piece.takeInt();
        ByteArrayOutputStream kept = waiting.get(client);
        int size = kept == null || offset == 0 ? 0 : kept.size();
        if (offset != size) {
            throw StatusException.saying(
                    Status.INVALID_ARGUMENT, "arguments from byte " + offset + ", but " + size + " bytes came before");
        }
        if (piece.remaining() > BYTES_MOST - size) {
            waiting.remove(client);
            throw StatusException.saying(
                    Status.OUT_OF_RANGE, "a program takes at most " + BYTES_MOST + " bytes of arguments");
        }
        if (kept == null) {
            kept = new ByteArrayOutputStream();
            waiting.put(client, kept);
        } else if (offset == 0) {
            kept.reset();
        }
        int count = piece.remaining();
        kept.write(piece.takeBytes(count), 0, count);
    }

    /** Bytes of the client's arguments. */
    int length(Mailbox client) {
        ByteArrayOutputStream kept = waiting.get(client);
        return kept == null ? 0 : kept.size();
    }

    /** Takes the client's arguments; none if it sent none. */
    List<String> take(Mailbox client) {
        List<String> arguments = new ArrayList<>();
        ByteArrayOutputStream kept = waiting.remove(client);
        byte[] bytes = kept == null ? new byte[0] : kept.toByteArray();
        int start = 0;
        for (int at = 0; at < bytes.length; at++) {
            if (bytes[at] == 0) {
                arguments.add(new String(bytes, start, at - start, StandardCharsets.UTF_8));
                start = at + 1;
            }
        }
        if (start < bytes.length || arguments.size() > ARGUMENTS_MOST) {
            throw StatusException.saying(
                    Status.INVALID_ARGUMENT,
                    "a program takes at most " + ARGUMENTS_MOST + " arguments, each ended with a NUL");
        }
        return arguments;
    }

    /** The client has gone. */
    void forget(Mailbox client) {
        waiting.remove(client);
    }
}
