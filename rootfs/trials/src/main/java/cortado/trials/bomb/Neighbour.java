package cortado.trials.bomb;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Handle;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.StatusException;
import cortado.api.Timer;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.List;

/**
 * A program that does its work beside a bomb: again and again it makes some of everything, uses it, gives it back, and
 * asks the system something. Tells the conductor how many rounds it did when that asks, and why one failed.
 */
final class Neighbour {
    private static final long PATIENCE = 20_000;
    /** Nanoseconds between two rounds. */
    private static final long PAUSE = 2_000_000;

    private final Channel conductor;
    private final SystemClient system;
    private final Message message = new Message();
    private int rounds;
    private String failure = "";

    Neighbour(Environ environ) {
        conductor = new Channel(environ.take("handle.streams"));
        system = new SystemClient(environ.connect("system", Clock.after(PATIENCE)));
    }

    /** Works until the conductor hangs up; whether all went well. */
    boolean work() {
        boolean heard = true;
        while (heard) {
            try {
                round();
                rounds++;
            } catch (StatusException e) {
                failure = "round " + rounds + ": " + e.getMessage();
            }
            heard = answer();
        }
        return failure.isEmpty();
    }

    private void round() {
        List<Handle> made = new ArrayList<>();
        try (Poll poll = new Poll()) {
            Channel.Pair pair = Channel.pair();
            made.add(pair.first());
            made.add(pair.second());
            for (int i = 0; i < 2; i++) {
                made.add(new Timer());
                made.add(Folio.create(8192));
            }
            made.add(made.getFirst().duplicate(Rights.READ));
            pair.first().send(message.reset(MessageType.DATA, rounds).putInt(rounds));
            poll.add(pair.second(), Signals.READABLE, pair);
            if (poll.next(Clock.after(PATIENCE)) == null) {
                failure = "round " + rounds + ": the poll says nothing";
            }
            pair.second().receive(message, Clock.after(PATIENCE));
            if (message.takeInt() != rounds) {
                failure = "round " + rounds + ": another message came";
            }
            system.machine();
        } finally {
            made.forEach(Handle::close);
        }
    }

    private boolean answer() {
        int status = conductor.tryReceive(message, Clock.nanos() + PAUSE);
        if (status >= 0) {
            conductor.send(message.reset(MessageType.REPLY, message.id())
                    .putInt(rounds)
                    .putText(failure));
        }
        return status >= 0 || status == Status.TIMED_OUT;
    }
}
