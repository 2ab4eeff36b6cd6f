package cortado.trials.guided;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.system.SystemClient;
import java.util.List;
import java.util.Map;

/** Two executors with a channel between them, started again when a sequence has ended one or left it waiting. */
final class Pair {
    /** How a sequence came out. */
    enum Outcome {
        DONE,
        /** An executor ended by it. */
        ENDED,
        /** One still waited after {@link #PATIENCE}. */
        STUCK
    }

    /** Milliseconds that a sequence may take. */
    private static final long PATIENCE = 100;

    private static final long STARTING = 10_000;
    /** Sequences after which executors are replaced, lest what one forgot fills them up. */
    private static final int LIFE = 2_000;

    private final SystemClient system;
    private final Message message = new Message();
    private final SystemClient.Started[] executors = new SystemClient.Started[2];
    private final Channel[] controls = new Channel[2];
    private int age;
    private long calls;

    Pair(Environ environ) {
        system = new SystemClient(environ.connect("system", Clock.after(STARTING)));
    }

    /** Calls that the executors said they made; those of a sequence that ended one are not among them. */
    long calls() {
        return calls;
    }

    /** Plays a sequence with both. */
    Outcome play(byte[] sequence) {
        if (age++ % LIFE == 0) {
            end();
        }
        if (executors[0] == null) {
            start();
        }
        int id = Channel.nextId();
        for (Channel control : controls) {
            message.reset(MessageType.CALL, id).putBytes(sequence, 0, sequence.length);
            if (control.trySend(message) < 0) {
                end();
                return Outcome.ENDED;
            }
        }
        long deadline = Clock.after(PATIENCE);
        for (Channel control : controls) {
            int status = answer(control, id, deadline);
            if (status < 0) {
                end();
                return status == Status.TIMED_OUT || status == Status.WOULD_BLOCK ? Outcome.STUCK : Outcome.ENDED;
            }
        }
        return Outcome.DONE;
    }

    /** Waits for the answer, past whatever else the executor sent. */
    private int answer(Channel control, int id, long deadline) {
        while (true) {
            int status = control.tryReceive(message, deadline);
            if (status < 0) {
                return status;
            }
            if (message.type() == MessageType.REPLY && message.id() == id && message.remaining() == Integer.BYTES) {
                calls += Math.clamp(message.takeInt(), 0, 3 * Sequence.MOST);
                message.drop();
                return 0;
            }
            message.drop();
        }
    }

    private void start() {
        Channel.Pair between = Channel.pair();
        Channel[] peers = {between.first(), between.second()};
        for (int i = 0; i < 2; i++) {
            Channel.Pair control = Channel.pair();
            controls[i] = control.first();
            executors[i] = system.run(new SystemClient.Launch(
                    "storm",
                    List.of(Explorer.EXECUTOR, Integer.toString(i)),
                    Map.of("streams", control.second(), "peer", peers[i]),
                    true));
        }
    }

    /** Ends both and waits until they are gone. */
    void end() {
        if (executors[0] == null) {
            return;
        }
        for (int i = 0; i < 2; i++) {
            controls[i].close();
            try {
                system.kill(executors[i].process());
            } catch (StatusException e) {
                // it has ended already
            }
        }
        int left = 2;
        long deadline = Clock.after(STARTING);
        while (left > 0) {
            SystemClient.Ended ended = system.ended(deadline);
            if (ended == null) {
                throw new IllegalStateException("an executor that was killed did not end");
            }
            if (ended.id() == executors[0].id() || ended.id() == executors[1].id()) {
                left--;
            }
        }
        executors[0] = null;
    }
}
