package cortado.app.shell;

import cortado.abi.Cause;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.Program;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.service.FileTree;
import cortado.api.stream.ChannelInput;
import cortado.api.stream.ChannelOutput;
import cortado.api.stream.Terminal;
import cortado.api.system.SystemClient;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The programs of a pipeline while they run. Between two programs a channel leads straight from one to the other; what
 * comes from or goes to a file or the terminal passes through here, in one event loop.
 */
final class Foreground implements AutoCloseable {
    /** The status of a program that Ctrl-C ended. */
    static final int INTERRUPTED = 128 + Cause.KILLED;

    private static final int BUFFER = 4096;
    /** Messages that are carried before others have their turn. */
    private static final int TURN = 16;

    /** What programs write, and where it goes. */
    private record Drain(ChannelInput from, Target to) {}

    /** A program. */
    static final class Member {
        private final SystemClient.Started started;
        /** Over which it asks about its terminal; null where there is none. */
        private final Channel keeper;

        private final int streams;
        private SystemClient.Ended ended;

        private Member(SystemClient.Started started, Channel keeper, int streams) {
            this.started = started;
            this.keeper = keeper;
            this.streams = streams;
        }
    }

    private final Session session;
    private final SystemClient system;
    private final Poll poll = new Poll();
    private final Message message = new Message();
    private final byte[] buffer = new byte[BUFFER];
    private final List<Drain> drains = new ArrayList<>();
    private final List<Feed> feeds = new ArrayList<>();
    private final List<Member> members = new ArrayList<>();
    private Keyboard keyboard;
    /** Who takes keys as they are, and hears of the terminal's size; null for nobody. */
    private Member raw;

    Foreground(Session session) {
        this.session = session;
        this.system = session.system();
        poll.add(system.channel(), Signals.READABLE, system);
    }

    /** A channel for a program to write to. */
    Channel drainTo(Target target) {
        Channel.Pair pair = Channel.pair();
        Drain drain = new Drain(new ChannelInput(pair.first()), target);
        drains.add(drain);
        poll.add(pair.first(), Signals.READABLE, drain);
        return pair.second();
    }

    /** A channel for a program to read a file from. */
    Channel feedFrom(FileTree.OpenFile file) {
        Channel.Pair pair = Channel.pair();
        feeds.add(new Feed(poll, new ChannelOutput(pair.first()), file));
        return pair.second();
    }

    /** A channel for a program to read from the keyboard. */
    Channel feedFromKeyboard() {
        Channel.Pair pair = Channel.pair();
        Feed feed = new Feed(poll, new ChannelOutput(pair.first()), null);
        feeds.add(feed);
        keyboard = new Keyboard(session, feed);
        return pair.second();
    }

    /** The writing end of a pipe as something that the shell itself can write to while its programs run. */
    Target pipe(Channel channel) {
        return new Pipe(new ChannelOutput(channel));
    }

    /**
     * Starts a program.
     *
     * @param streams which of its streams lead to the terminal, as {@link Terminal} numbers them
     */
    Member start(String program, List<String> arguments, Map<String, Channel> parts, int streams) {
        Map<String, Channel> given = new LinkedHashMap<>(parts);
        Channel keeper = null;
        if (streams != 0 && !session.isRemote()) {
            Channel.Pair pair = Channel.pair();
            keeper = pair.first();
            given.put(Program.TERMINAL, pair.second());
        }
        try {
            Member member =
                    new Member(system.run(new SystemClient.Launch(program, arguments, given, true)), keeper, streams);
            members.add(member);
            if (keeper != null) {
                poll.add(keeper, Signals.READABLE, member);
            }
            return member;
        } catch (StatusException e) {
            given.values().forEach(Channel::close);
            if (keeper != null) {
                keeper.close();
            }
            throw e;
        }
    }

    /** Waits until all programs have ended and what they wrote has arrived. */
    void finish() {
        feeds.forEach(Feed::flow);
        if (keyboard != null && keyboard.typed()) {
            interrupt();
        }
        while (members.stream().anyMatch(member -> member.ended == null)) {
            turn();
        }
        for (Drain drain : drains) {
            while (carry(drain)) {
                // what was written before the end
            }
        }
    }

    /** The status of a program that has ended; says how, if it did not exit. */
    int status(Member member) {
        if (member.ended.cause() == Cause.EXIT) {
            return member.ended.status() & 0xff;
        }
        if (member.ended.cause() != Cause.KILLED) {
            session.errors().line(member.started.process() + ": " + member.ended.text());
        }
        return 128 + member.ended.cause();
    }

    /** Waits for one thing to happen, and sees to it. */
    private void turn() {
        watchTerminal();
        Poll.Event event = poll.next(keyboard == null ? Clock.FOREVER : keyboard.deadline());
        if (event == null) {
            keyboard.late();
            return;
        }
        switch (event.source()) {
            case Drain drain -> {
                if (!carry(drain) && drain.from().hasEnded()) {
                    poll.remove(drain.from().channel());
                    drain.from().close();
                }
            }
            case Feed feed -> {
                if (event.has(Signals.CLOSED)) { // always watched: unheard, it would come again at once, for ever
                    feed.close();
                } else {
                    feed.flow();
                }
            }
            case Member member -> answer(member);
            case SystemClient client -> ended(client.ended(Clock.NOW));
            case SerialTerminal terminal -> {
                boolean stop = keyboard == null ? terminal.interrupted() : keyboard.typed();
                if (stop) {
                    interrupt();
                }
                tellSize();
            }
            default -> {}
        }
    }

    /** Passes on what the terminal has said about its size. */
    private void tellSize() {
        if (keyboard == null || raw == null || !raw.keeper.isOpen()) {
            return;
        }
        keyboard.resized().ifPresent(size -> {
            message.reset(MessageType.EVENT, 0)
                    .putInt(Terminal.SIZE)
                    .putInt(size.columns())
                    .putInt(size.rows());
            if (raw.keeper.trySend(message) < 0) {
                message.discard(); // it does not listen, or has not heard the last one yet
            }
        });
    }

    /** Keys arrive on the terminal's channel, which is another one after its driver was restarted. */
    private void watchTerminal() {
        if (session.terminal() instanceof SerialTerminal serial) {
            poll.add(serial.channel(), Signals.READABLE, serial);
        }
    }

    /** Carries some of what a program wrote; false if nothing is there now. */
    private boolean carry(Drain drain) {
        for (int i = 0; i < TURN; i++) {
            int count = drain.from().channel().isOpen() ? drain.from().read(buffer, 0, BUFFER, Clock.NOW) : -1;
            if (count < 0) {
                return false;
            }
            try {
                drain.to().write(buffer, 0, count);
            } catch (StatusException e) { // a file that takes no more: its writer gets to know
                session.errors().line("shell: " + e.getMessage());
                session.errors().flush();
                poll.remove(drain.from().channel());
                drain.from().close();
                return false;
            }
        }
        return true;
    }

    private void ended(SystemClient.Ended end) {
        for (Member member : members) {
            if (end != null && member.started.id() == end.id()) {
                member.ended = end;
            }
        }
    }

    /** Ends all programs. */
    void interrupt() {
        for (Member member : members) {
            if (member.ended == null) {
                try {
                    system.kill(member.started.process());
                } catch (StatusException e) {
                    // it has ended by itself
                }
            }
        }
        session.screen().write(new byte[] {'^', 'C', '\n'}, 0, 3);
    }

    /** Answers a program's question about its terminal. */
    private void answer(Member member) {
        int status = member.keeper.tryReceive(message, Clock.NOW);
        if (status == Status.WOULD_BLOCK) {
            return;
        }
        if (status < 0) {
            poll.remove(member.keeper);
            member.keeper.close();
            return;
        }
        try {
            answer(member, message.takeInt(), message.takeInt());
        } catch (MessageException e) {
            Replies.error(message, Status.INVALID_ARGUMENT, e.getMessage());
        }
        if (member.keeper.trySend(message) < 0) {
            message.discard(); // it asks without listening
        }
    }

    private void answer(Member member, int operation, int value) {
        switch (operation) {
            case Terminal.SIZE -> {
                WindowSize size = new WindowSize();
                size.ask(session.terminal());
                if (keyboard != null && keyboard.type(size.typed())) {
                    interrupt();
                }
                Replies.reply(message, MessageType.REPLY)
                        .putInt(size.columns())
                        .putInt(size.rows())
                        .putInt(member.streams);
            }
            case Terminal.MODE -> {
                boolean keys = value != 0 && keyboard != null && (member.streams & Terminal.INPUT) != 0;
                if (keyboard != null) {
                    keyboard.setRaw(keys);
                }
                raw = keys ? member : null;
                session.screen().setRaw(keys);
                Replies.reply(message, MessageType.REPLY);
            }
            default -> Replies.error(message, Status.NOT_SUPPORTED, "a terminal has no operation " + operation);
        }
    }

    /** A pipe that the shell writes to: while it is full, the programs' other streams go on. */
    private final class Pipe implements Target {
        private final ChannelOutput to;
        private boolean broken;

        Pipe(ChannelOutput to) {
            this.to = to;
        }

        @Override
        public void write(byte[] bytes, int from, int length) {
            int done = 0;
            while (done < length && !broken) {
                try {
                    done += to.tryWrite(bytes, from + done, length - done);
                } catch (StatusException e) { // nobody reads it any more
                    broken = true;
                }
                if (done < length && !broken) {
                    poll.add(to.channel(), Signals.WRITABLE, this);
                    turn();
                }
            }
            if (to.channel().isOpen()) {
                poll.remove(to.channel());
            }
        }

        @Override
        public void close() {
            to.close();
        }
    }

    @Override
    public void close() {
        for (Drain drain : drains) {
            drain.from().close();
        }
        feeds.forEach(Feed::close);
        for (Member member : members) {
            if (member.keeper != null) {
                member.keeper.close();
            }
        }
        if (!session.isRemote()) {
            session.screen().setRaw(false);
        }
        if (keyboard != null) {
            keyboard.setRaw(false);
        }
        poll.close();
    }
}
