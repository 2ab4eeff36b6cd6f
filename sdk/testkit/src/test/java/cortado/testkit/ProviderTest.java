package cortado.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.Limits;
import cortado.abi.MessageType;
import cortado.abi.Signals;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.MessageException;
import cortado.api.Poll;
import cortado.api.Replies;
import cortado.api.StatusException;
import cortado.api.service.Client;
import cortado.api.service.Connection;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The event loop of providers, and clients' connections to them. */
@Timeout(180)
class ProviderTest {
    private static final String ECHO = "echo";
    /** CALL operations of the provider under test. */
    private static final int DOUBLE = 1;

    private static final int FAIL = 2;
    private static final int STOP = 3;
    private static final int NAME = 4;

    private final Testbed board = new Testbed();
    private final ConcurrentLinkedQueue<String> seen = new ConcurrentLinkedQueue<>();
    private final Program program = new Program(ECHO, null, List.of(ECHO), Map.of(), arguments -> echo());

    @AfterEach
    void close() {
        board.close();
    }

    private void echo() {
        Provider provider = new Provider(Environ.current());
        provider.run(event -> {
            switch (event) {
                case Event.Connected(Client client) -> seen.add("connected " + client.name());
                case Event.Closed(Client client) -> seen.add("closed " + client.name());
                case Event.Writable(Client client) -> seen.add("writable " + client.name());
                case Event.Signalled _ -> {}
                case Event.Request(Client client, Message message) -> {
                    switch (message.takeInt()) {
                        case DOUBLE ->
                            client.answer(
                                    Replies.reply(message, MessageType.REPLY).putInt(2 * message.length()));
                        case FAIL -> throw new StatusException("asked to fail", Status.BUSY);
                        case STOP -> provider.stop();
                        case NAME ->
                            client.answer(Replies.reply(message, MessageType.REPLY)
                                    .putText(client.service() + " for " + client.name()));
                        default -> throw new MessageException("an operation that does not exist");
                    }
                }
            }
        });
    }

    private static Message ask(Connection connection, int operation) {
        return connection.ask(
                MessageType.CALL, MessageType.REPLY, request -> request.putInt(operation), Clock.after(5_000));
    }

    private static Connection connection() {
        return new Connection(Environ.current(), ECHO);
    }

    @Test
    void aClientThatComesBeforeItsProviderWaits() {
        Running client = board.launch(
                "early",
                () -> assertEquals("echo for early", ask(connection(), NAME).takeText()));
        board.start(program);
        assertEquals(Optional.empty(), client.awaitEnd(10));
    }

    @Test
    void whatTheHandlerThrowsBecomesAnErrorWithItsStatus() {
        board.start(program);
        board.run(() -> {
            Connection connection = connection();
            StatusException failed = assertThrows(StatusException.class, () -> ask(connection, FAIL));
            assertEquals(Status.BUSY, failed.status());
            StatusException unknown = assertThrows(StatusException.class, () -> ask(connection, 99));
            assertEquals(Status.INVALID_ARGUMENT, unknown.status());
            assertEquals("an operation that does not exist", unknown.getMessage());
            assertEquals("echo for test", ask(connection, NAME).takeText());
        });
    }

    private static Message askOnce(Connection connection, int operation) {
        return connection.askOnce(
                MessageType.CALL, MessageType.REPLY, request -> request.putInt(operation), Clock.after(5_000));
    }

    @Test
    void whatMustNotHappenTwiceFailsWhenItsProviderEndsWithoutAnAnswer() {
        Running first = board.start(program);
        Running client = board.launch("client", () -> {
            Connection connection = connection();
            assertEquals("echo for client", askOnce(connection, NAME).takeText());
            StatusException lost = assertThrows(StatusException.class, () -> askOnce(connection, STOP));
            assertEquals(Status.PEER_CLOSED, lost.status());
            assertEquals(
                    "the service echo ended before it answered; whether it did what was asked is not known",
                    lost.getMessage());
            assertEquals(1, connection.reconnections());
            assertEquals("echo for client", askOnce(connection, NAME).takeText());
        });
        assertEquals(Optional.empty(), first.awaitEnd(10));
        board.start(program);
        assertEquals(Optional.empty(), client.awaitEnd(10));
    }

    @Test
    void aRequestThatMustNotHappenTwiceIsSentAgainIfItWasNeverSent() throws InterruptedException {
        Running first = board.start(program);
        Running client = board.launch("client", () -> {
            Connection connection = connection();
            assertEquals("echo for client", askOnce(connection, NAME).takeText());
            while (seen.stream().noneMatch("again"::equals)) {
                try (Poll nothing = new Poll()) {
                    nothing.next(Clock.after(1));
                }
            }
            assertEquals("echo for client", askOnce(connection, NAME).takeText());
            assertEquals(1, connection.reconnections());
        });
        while (seen.stream().noneMatch("connected client"::equals)) {
            Thread.sleep(1);
        }
        Thread.sleep(50); // for the first answer
        board.kill(first);
        board.start(program);
        seen.add("again");
        assertEquals(Optional.empty(), client.awaitEnd(10));
    }

    @Test
    void anAnswerOfAnotherTypeIsRefused() {
        board.start(program);
        board.run(() -> assertThrows(
                MessageException.class,
                () -> connection()
                        .ask(
                                MessageType.CALL,
                                MessageType.READ_REPLY,
                                request -> request.putInt(NAME),
                                Clock.after(5_000))));
    }

    @Test
    void connectingAndClosingIsTold() throws InterruptedException {
        board.start(program);
        board.run(() -> ask(connection(), NAME));
        for (int i = 0; i < 500 && seen.size() < 2; i++) {
            Thread.sleep(5);
        }
        assertEquals(List.of("connected test", "closed test"), List.copyOf(seen));
    }

    @Test
    void answersWaitForAClientThatDoesNotFetchThem() {
        Running provider = board.start(program);
        board.run(() -> {
            Channel channel = Environ.current().connect(ECHO, Clock.after(5_000));
            Message message = new Message();
            Poll writable = new Poll();
            writable.add(channel, Signals.WRITABLE, channel);
            int sent = 0;
            // The provider's answers fill our queue, one waits with it, and then our requests fill its queue.
            while (sent < 100 && writable.next(Clock.after(100)) != null) {
                channel.send(message.reset(MessageType.CALL, ++sent).putInt(NAME));
            }
            assertEquals(2 * Limits.CHANNEL_DEPTH + 1, sent);
            for (int id = 1; id <= sent; id++) {
                channel.receive(message, Clock.after(5_000));
                assertEquals(id, message.id());
            }
        });
        assertFalse(provider.isEnded());
    }

    @Test
    void oneProcessCannotTakeAllConnections() {
        board.start(program);
        board.run(() -> {
            Channel[] channels = new Channel[Provider.CONNECTIONS + 1];
            for (int i = 0; i < channels.length; i++) {
                channels[i] = Environ.current().connect(ECHO, Clock.after(5_000));
            }
            Message message = new Message().reset(MessageType.CALL, 1).putInt(NAME);
            assertEquals(Status.PEER_CLOSED, channels[Provider.CONNECTIONS].tryCall(message, Clock.after(5_000)));
            channels[0].call(new Message().reset(MessageType.CALL, 1).putInt(NAME), Clock.after(5_000));
        });
        assertTrue(
                board.log().toString().contains("turned test away"),
                () -> board.log().toString());
    }

    @Test
    void aConnectionSurvivesItsProvider() {
        Running first = board.start(program);
        Running client = board.launch("client", () -> {
            Connection connection = connection();
            ask(connection, NAME);
            connection
                    .channel(Clock.NOW)
                    .send(new Message().reset(MessageType.CALL, 0).putInt(STOP));
            for (int i = 0; i < 10; i++) {
                assertEquals("echo for client", ask(connection, NAME).takeText());
            }
        });
        assertEquals(Optional.empty(), first.awaitEnd(10));
        board.start(program);
        assertEquals(Optional.empty(), client.awaitEnd(10));
    }

    @Test
    void aServiceThatNeverComesTimesOut() {
        board.run(() -> {
            Connection connection = connection();
            StatusException late = assertThrows(
                    StatusException.class,
                    () -> connection.ask(
                            MessageType.CALL, MessageType.REPLY, request -> request.putInt(NAME), Clock.after(50)));
            assertEquals(Status.TIMED_OUT, late.status());
        });
    }
}
