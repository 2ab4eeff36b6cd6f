package cortado.app.bench;

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
import java.util.List;

/** Messages between this process and another one, a second instance of the same program. */
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
        Channel.Pair pair = Channel.pair();
        SystemClient.Started peer = system.run("bench", List.of(Peer.ARGUMENT), pair.second());
        try (Channel channel = pair.first()) {
            channel.receive(message, Clock.after(PATIENCE)); // when it started
            calls(channel, 100);
            report.time("channel-send-receive", stream(channel, COUNT), COUNT);
            long call = calls(channel, COUNT);
            report.time("call-reply", call, COUNT);
            report.time("handle-transfer", Math.max(0, transfers(channel, COUNT) - call), 2 * COUNT);
        }
        system.kill(peer.process());
    }

    /** From the wish for a process to the first line of its main method, the supervisor's part included. */
    private void start() {
        long total = 0;
        for (int i = 0; i < STARTS; i++) {
            Channel.Pair pair = Channel.pair();
            try (Channel channel = pair.first()) {
                long asked = Clock.nanos();
                SystemClient.Started peer = system.run("bench", List.of(Peer.ARGUMENT), pair.second());
                channel.receive(message, Clock.after(PATIENCE));
                total += message.takeLong() - asked;
                system.kill(peer.process());
            }
        }
        report.time("process-start", total, STARTS);
    }

    /** Messages one way, as fast as the receiver takes them; it answers the last. */
    private long stream(Channel channel, int count) {
        try (Poll poll = new Poll()) {
            poll.add(channel, Signals.WRITABLE, channel);
            long start = Clock.nanos();
            for (int i = 0; i < count; i++) {
                message.reset(MessageType.DATA, 0).putInt(i == count - 1 ? Peer.ANSWER : Peer.SILENCE);
                int status = channel.trySend(message);
                while (status == Status.WOULD_BLOCK) {
                    poll.next(Clock.after(PATIENCE));
                    status = channel.trySend(message);
                }
                if (status < 0) {
                    throw new StatusException("send to the peer", status);
                }
            }
            channel.receive(message, Clock.after(PATIENCE));
            return Clock.nanos() - start;
        }
    }

    private long calls(Channel channel, int count) {
        long deadline = Clock.after(PATIENCE);
        long start = Clock.nanos();
        for (int i = 0; i < count; i++) {
            message.reset(MessageType.CALL, i + 1).putInt(Peer.ANSWER);
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
            message.reset(MessageType.CALL, i + 1).putInt(Peer.ANSWER).putHandle(travelling);
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
