package cortado.app.bench;

import cortado.abi.Call;
import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Handle;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.platform.Platform;

/** The other process of a measurement: says when it started, then serves until the other end is closed. */
final class Peer {
    /** The argument of one that answers each request as an app does, and gives back the handles that came. */
    static final String SERVER = "server";
    /** The argument of one that sends back what it receives, as it is. */
    static final String ECHO = "echo";
    /** The argument of one that takes messages and answers none but the last. */
    static final String SINK = "sink";

    /** The id of the message that a sink answers. */
    static final int LAST = 1;

    private Peer() {}

    static boolean isOne(Environ environ) {
        return environ.has("handle.streams")
                && switch (environ.get("arg.0", "")) {
                    case SERVER, ECHO, SINK -> true;
                    default -> false;
                };
    }

    /** Serves until the other end is closed. */
    static void serve(Environ environ, long started) {
        Channel channel = new Channel(environ.take("handle.streams"));
        channel.send(new Message().reset(MessageType.EVENT, 0).putLong(started));
        long status = switch (environ.get("arg.0", "")) {
            case ECHO -> echo(channel.number());
            case SINK -> sink(channel.number());
            default -> answer(channel);
        };
        if (status != Status.PEER_CLOSED) {
            throw new StatusException("serve", (int) status);
        }
    }

    private static long echo(int channel) {
        Platform platform = Platform.current();
        byte[] raw = RawMessage.withId(0);
        long status = platform.callBuffer2(Call.CHANNEL_RECEIVE, channel, raw, raw.length, Clock.FOREVER);
        while (status >= 0) {
            status = platform.callBuffer2(Call.CHANNEL_REPLY_RECEIVE, channel, raw, raw.length, Clock.FOREVER);
        }
        return status;
    }

    private static long sink(int channel) {
        Platform platform = Platform.current();
        byte[] raw = RawMessage.withId(0);
        long status = 0;
        while (status >= 0) {
            status = platform.callBuffer2(Call.CHANNEL_RECEIVE, channel, raw, raw.length, Clock.FOREVER);
            if (status >= 0 && RawMessage.id(raw) == LAST) {
                status = platform.callBuffer2(Call.CHANNEL_SEND, channel, raw, 0, 0);
            }
        }
        return status;
    }

    private static long answer(Channel channel) {
        Message message = new Message();
        int status = channel.tryReceive(message, Clock.FOREVER);
        while (status >= 0) {
            int id = message.id();
            Handle travelling = message.handleCount() > 0 ? message.takeHandle() : null;
            message.reset(MessageType.REPLY, id);
            if (travelling != null) {
                message.putHandle(travelling);
            }
            status = channel.tryAnswer(message, Clock.FOREVER);
        }
        return status;
    }
}
