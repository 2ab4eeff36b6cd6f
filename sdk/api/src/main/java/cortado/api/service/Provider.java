package cortado.api.service;

import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Handle;
import cortado.api.Log;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.Replies;
import cortado.api.StatusException;
import java.util.ArrayList;
import java.util.List;

/**
 * The event loop of a process that provides a service. It takes new clients from the supervisor, tells the handler what
 * happens as {@link Event}s, and keeps clients from harming the process or each other: a request whose handling throws
 * a {@link MessageException} or {@link StatusException} is answered with ERROR, and one that nobody answers for lack of
 * room waits with its client.
 *
 * <p>Between the supervisor and a provider: CONNECT (id 0; the service's name, the client's name; one channel)
 * announces a client, and the provider sends EVENT (id 0, {@value #READY}) once it is ready to serve. EVENT (an id,
 * {@value #PING}) asks whether it still does; the provider sends it back. EVENT (id 0, {@value #CRASH}, a text) makes
 * it commit that {@link Crash}.
 */
public final class Provider {
    /** Text of the event that a provider sends to its supervisor before it serves its first request. */
    public static final String READY = "ready";

    /** Text of the event that asks whether a provider's loop still turns, and of the answer. */
    public static final String PING = "ping";

    /** Text of the event that makes a provider fail. */
    public static final String CRASH = "crash";

    /** Clients served at once; more are turned away. */
    public static final int CLIENTS = 32;

    /** Connections of one process at once, so that no process can shut out the others. */
    public static final int CONNECTIONS = 8;

    /** Reacts to one event. */
    public interface Handler {
        /** For {@link Event.Request}, may throw {@link MessageException} or {@link StatusException}. */
        void on(Event event);
    }

    private final Channel supervisor;
    private final Poll poll = new Poll();
    private final List<Client> clients = new ArrayList<>();
    private final Message message = new Message();
    private boolean stopped;
    /** Starts transfers of the device, for {@link Crash#DMA}; null if it does none. */
    private Runnable transfer;

    /** Starts transfers of the device to memory that is not its, for {@link Crash#STRAY}; null if it does none. */
    private Runnable stray;

    /** Prepares to serve the clients that the supervisor of {@code environ} announces. */
    public Provider(Environ environ) {
        this.supervisor = environ.supervisor();
        poll.add(supervisor, Signals.READABLE, this);
    }

    /** Watches an interrupt or a timer: {@link Event.Signalled} comes for as long as it is not acknowledged. */
    public void watch(Handle handle, Object source) {
        poll.add(handle, Signals.SIGNALLED, source);
    }

    /** What to do to have the device in the middle of transfers: only a {@link Crash} calls it. */
    public void onCrashDuringTransfer(Runnable starts) {
        transfer = starts;
    }

    /** What to do to have the device go astray: only a {@link Crash} calls it. */
    public void onStray(Runnable starts) {
        stray = starts;
    }

    /** Watches any handle for {@link Signals}: {@link Event.Signalled} comes for as long as one of them holds. */
    public void watch(Handle handle, int signals, Object source) {
        poll.add(handle, signals, source);
    }

    /** Tells the supervisor that the process is ready, then serves until {@link #stop()}. */
    public void run(Handler handler) {
        supervisor.send(new Message().reset(MessageType.EVENT, 0).putText(READY));
        while (!stopped) {
            Poll.Event event = poll.next(Clock.FOREVER);
            if (event.source() == this) {
                accept(handler, event);
            } else if (event.source() instanceof Client client) {
                serve(handler, client, event);
            } else {
                handler.on(new Event.Signalled(event.source()));
            }
        }
    }

    /** Makes {@link #run} return after the event that is being handled. */
    public void stop() {
        stopped = true;
    }

    private void accept(Handler handler, Poll.Event event) {
        int status = supervisor.tryReceive(message, Clock.NOW);
        if (status == Status.WOULD_BLOCK && !event.has(Signals.CLOSED)) {
            return;
        }
        if (status < 0) {
            throw new StatusException("wait for clients", status);
        }
        try {
            switch (message.type()) {
                case MessageType.CONNECT -> connect(handler);
                case MessageType.EVENT -> told(message.takeText());
                default -> {} // nothing that a provider knows of
            }
        } catch (MessageException e) {
            Log.warning("the supervisor sent what is not understood: " + e.getMessage());
        }
        message.drop();
    }

    private void told(String event) {
        if (event.equals(PING)) {
            int id = message.id();
            // Where there is no room, the supervisor has not read the answers before, and will ask again.
            supervisor.trySend(message.reset(MessageType.EVENT, id).putText(PING));
        } else if (event.equals(CRASH)) {
            String kind = message.takeText();
            Log.warning("commits the fault '" + kind + "', as it was told to");
            Crash.commit(kind, transfer, stray);
            if (!kind.equals(Crash.STRAY) || stray == null) {
                Log.warning(
                        kind.equals(Crash.DMA)
                                ? "it has no DMA that it could die in the middle of"
                                : "the fault '" + kind + "' is not one that this process can commit");
            }
        }
    }

    private void connect(Handler handler) {
        String service = message.takeText();
        String name = message.remaining() == 0 ? "unnamed" : message.takeText();
        Channel channel = new Channel(message.takeHandle());
        clients.removeIf(client -> !client.isOpen());
        int same = 0;
        for (Client client : clients) {
            same += client.name().equals(name) ? 1 : 0;
        }
        if (clients.size() == CLIENTS || same == CONNECTIONS) {
            channel.close();
            Log.warning("turned " + name + " away: " + clients.size() + " clients are connected already, " + same
                    + " times itself");
            return;
        }
        Client client;
        try {
            client = new Client(channel, poll, service, name);
        } catch (StatusException e) {
            channel.close();
            Log.warning("turned " + name + " away: " + e.getMessage());
            return;
        }
        clients.add(client);
        handler.on(new Event.Connected(client));
    }

    private void serve(Handler handler, Client client, Poll.Event event) {
        if (event.has(Signals.WRITABLE) && client.room()) {
            handler.on(new Event.Writable(client));
        }
        if (event.has(Signals.READABLE)) {
            receive(handler, client);
        } else if (event.has(Signals.CLOSED)) {
            boolean more = true;
            while (more && client.isOpen()) {
                more = receive(handler, client);
            }
        }
    }

    /** Handles one request; false if there is none. */
    private boolean receive(Handler handler, Client client) {
        if (!client.isOpen()) {
            return false;
        }
        int status = client.receive(message);
        if (status >= 0) {
            request(handler, client);
            return true;
        }
        if (status != Status.WOULD_BLOCK) {
            if (status != Status.PEER_CLOSED) {
                Log.warning("disconnected " + client.name() + ": " + Status.text(status));
            }
            client.close();
            clients.remove(client);
            handler.on(new Event.Closed(client));
        }
        return false;
    }

    private void request(Handler handler, Client client) {
        int id = message.id();
        try {
            handler.on(new Event.Request(client, message));
        } catch (MessageException e) {
            client.answer(Replies.error(message.reset(0, id), Status.INVALID_ARGUMENT, e.getMessage()));
        } catch (StatusException e) {
            client.answer(Replies.error(message.reset(0, id), e.status(), e.getMessage()));
        }
        message.drop();
        if (!client.isOpen()) {
            clients.remove(client);
        }
    }
}
