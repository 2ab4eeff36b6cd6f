package cortado.app.bench;

import cortado.abi.Call;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.StatusException;
import cortado.api.system.SystemClient;
import cortado.platform.Platform;
import java.util.List;
import java.util.function.Consumer;

/**
 * Messages between this process and another one, a second instance of the same program. The plain figures are those of
 * the system calls, on a message that is ready in memory at both ends; those named {@code api} write and read it as any
 * app does.
 */
final class ChannelBench {
    private static final int COUNT = 2_000;
    private static final int STARTS = 4;
    private static final long PATIENCE = 30_000;

    private final Report report;
    private final SystemClient system;
    private final Message message = new Message();

    ChannelBench(Report report, SystemClient system) {
        this.report = report;
        this.system = system;
    }

    void run() {
        start();
        withPeer(Peer.SINK, channel -> report.time("channel-send-receive", stream(channel, COUNT), COUNT));
        withPeer(Peer.ECHO, channel -> {
            calls(channel, 100);
            report.time("call-reply", calls(channel, COUNT), COUNT);
        });
        withPeer(Peer.SERVER, channel -> {
            requests(channel, 100);
            long request = requests(channel, COUNT);
            report.time("call-reply-api", request, COUNT);
            report.time("handle-transfer", Math.max(0, transfers(channel, COUNT) - request), 2 * COUNT);
        });
    }

    private void withPeer(String kind, Consumer<Channel> measurement) {
        Channel.Pair pair = Channel.pair();
        SystemClient.Started peer = system.run("bench", List.of(kind), pair.second());
        try (Channel channel = pair.first()) {
            channel.receive(message, Clock.after(PATIENCE)); // when it started
            measurement.accept(channel);
            system.kill(peer.process()); // it would end by itself if the channel were closed first
        }
    }

    /** From the wish for a process to the first line of its main method, the supervisor's part included. */
    private void start() {
        long total = 0;
        for (int i = 0; i < STARTS; i++) {
            Channel.Pair pair = Channel.pair();
            try (Channel channel = pair.first()) {
                long asked = Clock.nanos();
                SystemClient.Started peer = system.run("bench", List.of(Peer.SERVER), pair.second());
                channel.receive(message, Clock.after(PATIENCE));
                total += message.takeLong() - asked;
                system.kill(peer.process());
            }
        }
        report.time("process-start", total, STARTS);
    }

    /** Messages one way, as fast as the receiver takes them; it answers the last. */
    private long stream(Channel channel, int count) {
        Platform platform = Platform.current();
        byte[] raw = RawMessage.withId(0);
        try (Poll poll = new Poll()) {
            poll.add(channel, Signals.WRITABLE, channel);
            long start = Clock.nanos();
            for (int i = 0; i < count; i++) {
                if (i == count - 1) {
                    raw = RawMessage.withId(Peer.LAST);
                }
                long status = platform.callBuffer2(Call.CHANNEL_SEND, channel.number(), raw, 0, 0);
                while (status == Status.WOULD_BLOCK) {
                    poll.next(Clock.after(PATIENCE));
                    status = platform.callBuffer2(Call.CHANNEL_SEND, channel.number(), raw, 0, 0);
                }
                if (status < 0) {
                    throw new StatusException("send to the peer", (int) status);
                }
            }
            channel.receive(message, Clock.after(PATIENCE));
            return Clock.nanos() - start;
        }
    }

    /** The reply takes the request's place in the buffer and is sent as the next one. */
    private static long calls(Channel channel, int count) {
        Platform platform = Platform.current();
        long deadline = Clock.after(PATIENCE);
        byte[] raw = RawMessage.withId(1);
        long start = Clock.nanos();
        for (int i = 0; i < count; i++) {
            long status = platform.callBuffer2(Call.CHANNEL_CALL, channel.number(), raw, raw.length, deadline);
            if (status < 0) {
                throw new StatusException("call the peer", (int) status);
            }
        }
        return Clock.nanos() - start;
    }

    private long requests(Channel channel, int count) {
        long deadline = Clock.after(PATIENCE);
        long start = Clock.nanos();
        for (int i = 0; i < count; i++) {
            message.reset(MessageType.CALL, i + 1).putInt(i);
            int status = channel.tryCall(message, deadline);
            if (status < 0) {
                throw new StatusException("call the peer", status);
            }
        }
        return Clock.nanos() - start;
    }

    /** Calls whose request takes a handle along and whose reply brings it back. */
    private long transfers(Channel channel, int count) {
        long deadline = Clock.after(PATIENCE);
        Handle travelling = Folio.create(1);
        long start = Clock.nanos();
        for (int i = 0; i < count; i++) {
            message.reset(MessageType.CALL, i + 1).putInt(i).putHandle(travelling);
            int status = channel.tryCall(message, deadline);
            if (status < 0) {
                throw new StatusException("call the peer with a handle", status);
            }
            travelling = message.takeHandle();
        }
        long taken = Clock.nanos() - start;
        travelling.close();
        return taken;
    }
}
