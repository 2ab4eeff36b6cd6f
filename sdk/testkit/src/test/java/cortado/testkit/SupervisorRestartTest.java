package cortado.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import cortado.abi.MessageType;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Message;
import cortado.api.Replies;
import cortado.api.service.Connection;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What clients and providers notice when the supervisor is replaced: nothing. */
@Timeout(180)
class SupervisorRestartTest {
    private static final String COUNT = "count";

    private final Testbed board = new Testbed();
    private final AtomicInteger asked = new AtomicInteger();
    private final Program provider = new Program(COUNT, null, List.of(COUNT), Map.of(), arguments -> serve());

    @AfterEach
    void close() {
        board.close();
    }

    private void serve() {
        new Provider(Environ.current()).run(event -> {
            if (event instanceof Event.Request(var client, Message message)) {
                client.answer(Replies.reply(message, MessageType.REPLY).putInt(asked.incrementAndGet()));
            }
        });
    }

    private static int ask(Connection connection) {
        return connection
                .ask(MessageType.CALL, MessageType.REPLY, request -> {}, Clock.after(30_000))
                .takeInt();
    }

    @Test
    void connectionsGoOnAndNewOnesAreMade() throws InterruptedException {
        Running running = board.start(provider);
        CountDownLatch connected = new CountDownLatch(1);
        CountDownLatch replaced = new CountDownLatch(1);
        AtomicInteger answers = new AtomicInteger();
        Running client = board.launch("client", () -> {
            Connection connection = new Connection(Environ.current(), COUNT);
            ask(connection);
            connected.countDown();
            await(replaced);
            answers.set(ask(connection));
            assertEquals(0, connection.reconnections(), "the connection is the old one");
            assertEquals(3, ask(new Connection(Environ.current(), COUNT)));
        });
        connected.await();
        int id = board.info(running).id();
        board.endSupervisor();
        assertEquals(id, board.info(running).id(), "the provider is the same process");
        replaced.countDown();
        assertFalse(client.awaitEnd(Testbed.PATIENCE_SECONDS).isPresent(), "the client failed");
        assertEquals(2, answers.get());
    }

    @Test
    void whoWaitsForAServiceGetsItFromTheNextLife() throws InterruptedException {
        Running client = board.launch("client", () -> {
            Channel channel = Environ.current().connect(COUNT, Clock.FOREVER);
            assertTrue(channel.isOpen());
        });
        board.launch("other", () -> {}).awaitEnd(Testbed.PATIENCE_SECONDS); // the client has asked by now
        board.endSupervisor();
        board.start(provider);
        assertFalse(client.awaitEnd(Testbed.PATIENCE_SECONDS).isPresent(), "the client failed");
    }

    @Test
    void aProcessThatEndsMeanwhileIsNoticed() {
        Running running = board.start(provider);
        board.endSupervisor();
        board.kill(running);
        board.endSupervisor();
        board.run(() -> {});
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
