package cortado.server.supervisor;

import cortado.abi.MessageType;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.environ.spec.Use;
import cortado.environ.text.Nearest;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Brings clients and providers together: only by the names that the client's spec uses, and when the provider is ready.
 */
final class Broker {
    /** Requests of one process that may wait at once. */
    static final int WAITING_MOST = 16;

    /** What becomes of a request. */
    sealed interface Decision {
        /** No, and why. */
        record Refuse(int status, String sentence) implements Decision {}

        /** The provider is not ready. */
        record Wait() implements Decision {}

        /** The provider takes it. */
        record Pass(Unit provider) implements Decision {}

        /** The supervisor itself provides it. */
        record Own() implements Decision {}
    }

    /** Takes clients of the supervisor's own service. */
    interface OwnService {
        /** A client has come. */
        void connected(Channel channel, String client);
    }

    private record Request(Unit client, int id, String service) {}

    private final Roster roster;
    private final OwnService own;
    private final List<Request> waiting = new ArrayList<>();

    private final Journal journal;

    Broker(Roster roster, OwnService own, Journal journal) {
        this.roster = roster;
        this.own = own;
        this.journal = journal;
    }

    /** What becomes of a client's wish for a service, as things stand. */
    Decision decide(Unit client, String service) {
        if (!client.spec().mayUse(service)) {
            List<String> uses = new ArrayList<>();
            for (Use use : client.spec().uses()) {
                uses.add(use.service());
            }
            return new Decision.Refuse(
                    Status.ACCESS_DENIED,
                    "the spec of " + client.name() + " does not use '" + service + "'"
                            + Nearest.suggestion(service, uses));
        }
        if (service.equals(SystemService.NAME)) {
            return new Decision.Own();
        }
        Unit provider = roster.provider(service);
        if (provider == null) {
            return new Decision.Refuse(
                    Status.NOT_FOUND,
                    "nothing on this board provides '" + service + "'"
                            + Nearest.suggestion(service, roster.services()));
        }
        if (provider == client) {
            return new Decision.Refuse(Status.INVALID_ARGUMENT, client.name() + " provides '" + service + "' itself");
        }
        if (!provider.hasFuture()) {
            return new Decision.Refuse(
                    Status.NOT_FOUND,
                    "'" + service + "' is provided by " + provider.name() + ", which has " + provider.state.word()
                            + ": " + provider.note);
        }
        return provider.isRunning() && provider.ready ? new Decision.Pass(provider) : new Decision.Wait();
    }

    /** A client asks to be connected. */
    void connect(Unit client, int id, String service) {
        long mine =
                waiting.stream().filter(request -> request.client() == client).count();
        if (mine >= WAITING_MOST) {
            refuse(client, id, Status.BUSY, client.name() + " has " + mine + " requests waiting already");
        } else if (!settle(new Request(client, id, service))) {
            waiting.add(new Request(client, id, service));
        }
    }

    /** A client gives a request up. */
    void abort(Unit client, int id) {
        waiting.removeIf(request -> request.client() == client && request.id() == id);
    }

    /** A client has ended. */
    void forget(Unit client) {
        waiting.removeIf(request -> request.client() == client);
    }

    /** A provider became ready, or was given up: looks at all requests again. */
    void providersChanged() {
        for (Iterator<Request> requests = waiting.iterator(); requests.hasNext(); ) {
            if (settle(requests.next())) {
                requests.remove();
            }
        }
    }

    private boolean settle(Request request) {
        switch (decide(request.client(), request.service())) {
            case Decision.Wait wait -> {
                return false;
            }
            case Decision.Refuse refuse -> {
                journal.refused(request.client().name(), refuse.sentence());
                refuse(request.client(), request.id(), refuse.status(), refuse.sentence());
            }
            case Decision.Own service -> join(request, null);
            case Decision.Pass pass -> join(request, pass.provider());
        }
        return true;
    }

    private void join(Request request, Unit provider) {
        String client = request.client().name();
        Channel.Pair pair;
        try {
            pair = Channel.pair();
        } catch (StatusException e) {
            refuse(request.client(), request.id(), e.status(), "no channel to '" + request.service() + "' can be made");
            return;
        }
        if (provider == null) {
            own.connected(pair.first(), client);
        } else {
            provider.mailbox.send(new Message()
                    .reset(MessageType.CONNECT, 0)
                    .putText(request.service())
                    .putText(client)
                    .putHandle(pair.first()));
        }
        request.client()
                .mailbox
                .send(new Message().reset(MessageType.REPLY, request.id()).putHandle(pair.second()));
    }

    private static void refuse(Unit client, int id, int status, String sentence) {
        client.mailbox.send(Replies.error(new Message().reset(MessageType.ERROR, id), status, sentence));
    }
}
