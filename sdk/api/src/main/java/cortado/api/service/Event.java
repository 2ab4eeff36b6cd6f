package cortado.api.service;

import cortado.api.Message;

/** What a {@link Provider} has to react to: one readable match covers them all. */
public sealed interface Event {
    /** A client has connected. */
    record Connected(Client client) implements Event {}

    /**
     * A client asks for something. The message is valid until the handler returns; handles that nobody took from it are
     * closed then.
     */
    record Request(Client client, Message message) implements Event {}

    /** There is room again in the queue of a client for which {@link Client#awaitRoom()} was called. */
    record Writable(Client client) implements Event {}

    /** A client is gone; answers to it go nowhere. */
    record Closed(Client client) implements Event {}

    /** An interrupt fired or a timer expired: {@code source} is what {@link Provider#watch} was given with it. */
    record Signalled(Object source) implements Event {}
}
