package cortado.app.bench;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Handle;
import cortado.api.Message;

/** The other process: says when it started, then answers what asks for an answer, giving back the handles that came. */
final class Peer {
    /** The argument that makes a process one. */
    static final String ARGUMENT = "peer";

    /** First word of a message that wants an answer. */
    static final int ANSWER = 1;
    /** First word of a message that does not. */
    static final int SILENCE = 0;

    private Peer() {}

    static boolean isOne(Environ environ) {
        return environ.get("arg.0", "").equals(ARGUMENT) && environ.has("handle.streams");
    }

    /** Serves until the other end is closed. */
    static void serve(Environ environ, long started) {
        Channel channel = new Channel(environ.take("handle.streams"));
        Message message = new Message();
        channel.send(message.reset(MessageType.EVENT, 0).putLong(started));
        int status = channel.tryReceive(message, Clock.FOREVER);
        while (status >= 0) {
            if (message.takeInt() == ANSWER) {
                answer(message);
                status = channel.tryAnswer(message, Clock.FOREVER);
            } else {
                status = channel.tryReceive(message, Clock.FOREVER);
            }
        }
        if (status != Status.PEER_CLOSED) {
            throw new cortado.api.StatusException("serve", status);
        }
    }

    private static void answer(Message message) {
        int id = message.id();
        Handle travelling = message.handleCount() > 0 ? message.takeHandle() : null;
        message.reset(MessageType.REPLY, id);
        if (travelling != null) {
            message.putHandle(travelling);
        }
    }
}
