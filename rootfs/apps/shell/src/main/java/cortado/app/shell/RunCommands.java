package cortado.app.shell;

import cortado.abi.Cause;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import cortado.api.Poll;
import cortado.api.system.SystemClient;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Commands that start programs of the bundle. */
final class RunCommands {
    private RunCommands() {}

    static List<Command> all() {
        return List.of(
                new Command(
                        "run PROGRAM [ARGUMENT...]",
                        "runs a program of the bundle and waits for its end; Ctrl-C ends it",
                        Command.Argument.PROGRAM,
                        RunCommands::run),
                new Command(
                        "start PROGRAM [ARGUMENT...]",
                        "starts a program of the bundle and goes on; its text goes to the log",
                        Command.Argument.PROGRAM,
                        RunCommands::start));
    }

    private static int start(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 1, Integer.MAX_VALUE);
        SystemClient.Started started =
                session.system().run(arguments.getFirst(), arguments.subList(1, arguments.size()), null);
        session.out().line("started " + started.process());
        return 0;
    }

    private static int run(Session session, List<String> arguments) throws UsageException {
        Command.expect(arguments, 1, Integer.MAX_VALUE);
        session.out().flush();
        Channel.Pair streams = Channel.pair();
        try (Channel mine = streams.first();
                Channel theirs = streams.second();
                Poll poll = new Poll()) {
            SystemClient system = session.system();
            SystemClient.Started started =
                    system.run(arguments.getFirst(), arguments.subList(1, arguments.size()), theirs);
            poll.add(mine, Signals.READABLE, mine);
            poll.add(system.channel(), Signals.READABLE, system);
            SystemClient.Ended ended = null;
            while (ended == null) {
                watchTerminal(session, poll);
                Poll.Event event = poll.next(Clock.FOREVER);
                if (event.source() == mine) {
                    if (!show(session, mine) && event.has(Signals.CLOSED)) {
                        poll.remove(mine);
                    }
                } else if (event.source() == system) {
                    ended = end(system, started);
                } else if (session.terminal().interrupted()) {
                    session.out().line("^C");
                    system.kill(started.process());
                }
            }
            while (show(session, mine)) {
                // what the program had written before it ended
            }
            return status(session, started, ended);
        }
    }

    /** Ctrl-C arrives on the terminal's channel, which is another one after its driver was restarted. */
    private static void watchTerminal(Session session, Poll poll) {
        if (session.terminal() instanceof SerialTerminal serial) {
            poll.add(serial.channel(), Signals.READABLE, serial);
        }
    }

    /** Shows one message of text; false if none is there. */
    private static boolean show(Session session, Channel streams) {
        Message message = new Message();
        if (streams.tryReceive(message, Clock.NOW) < 0) {
            return false;
        }
        if (message.type() == MessageType.DATA && message.remaining() >= 4) {
            message.takeInt(); // output and errors share the terminal
            session.out().text(new String(message.takeBytes(message.remaining()), StandardCharsets.UTF_8));
            session.out().flush();
        }
        message.drop();
        return true;
    }

    private static SystemClient.Ended end(SystemClient system, SystemClient.Started started) {
        SystemClient.Ended ended = system.ended(Clock.NOW);
        return ended != null && ended.id() == started.id() ? ended : null;
    }

    /** The program's own status; for one that did not exit, 128 and its cause, after a line that says so. */
    private static int status(Session session, SystemClient.Started started, SystemClient.Ended ended) {
        if (ended.cause() == Cause.EXIT) {
            return ended.status() & 0xff;
        }
        session.out().line(started.process() + ": " + ended.text());
        return 128 + ended.cause();
    }
}
