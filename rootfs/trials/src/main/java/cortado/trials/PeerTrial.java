package cortado.trials;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Timer;
import cortado.api.system.SystemClient;
import java.util.List;

/** Waits for a process that ends before it answers: by itself, or because it is killed. */
final class PeerTrial {
    /** The argument that makes a process the one that leaves. */
    static final String LEAVER = "leaver";

    private static final long PATIENCE = 20_000;

    private final Checks checks;
    private final Environ environ;

    PeerTrial(Checks checks, Environ environ) {
        this.checks = checks;
        this.environ = environ;
    }

    void run() {
        try (SystemClient system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)))) {
            checks.status("a call to one that exits", call(system, true), Status.PEER_CLOSED);
            checks.status("a call to one that is killed", call(system, false), Status.PEER_CLOSED);
        }
    }

    private long call(SystemClient system, boolean exits) {
        Channel.Pair pair = Channel.pair();
        Message message = new Message();
        try (Channel channel = pair.first()) {
            SystemClient.Started leaver = system.run("trials", List.of(LEAVER), pair.second());
            channel.receive(message, Clock.after(PATIENCE)); // it is there
            if (!exits) {
                system.kill(leaver.process());
            }
            return channel.tryCall(message.reset(MessageType.CALL, Channel.nextId()), Clock.after(PATIENCE));
        }
    }

    /** Says hello, waits for a request, and leaves without an answer. */
    static void leave(Environ environ) {
        Channel channel = new Channel(environ.take("handle.streams"));
        Message message = new Message();
        channel.send(message.reset(MessageType.EVENT, 0));
        if (channel.tryReceive(message, Clock.FOREVER) < 0) {
            new Timer().close(); // the other end left first
        }
    }
}
