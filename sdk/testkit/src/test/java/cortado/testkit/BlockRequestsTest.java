package cortado.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import cortado.abi.MessageType;
import cortado.abi.Rights;
import cortado.abi.Status;
import cortado.api.Channel;
import cortado.api.Clock;
import cortado.api.Environ;
import cortado.api.Folio;
import cortado.api.Message;
import cortado.api.StatusException;
import cortado.api.service.Block;
import cortado.api.service.BlockRequests;
import cortado.api.service.Client;
import cortado.api.service.Event;
import cortado.api.service.Provider;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The driver's side of {@link Block}, with a device that is an array. */
@Timeout(180)
class BlockRequestsTest {
    private static final int SECTORS = 100;
    private static final int SECTOR = 512;

    private final byte[] device = new byte[SECTORS * SECTOR];
    private final AtomicInteger flushes = new AtomicInteger();

    private void with(int flags, Runnable client) {
        Program program = new Program("disk", null, List.of(Block.NAME), Map.of(), arguments -> serve(flags));
        try (Testbed board = new Testbed()) {
            Running driver = board.start(program);
            board.run(() -> block().geometry(soon()));
            int before = board.info(driver).handles();
            board.run(client);
            board.awaitHandles(driver, before);
        }
    }

    private void serve(int flags) {
        BlockRequests requests = new BlockRequests(new Block.Geometry(SECTORS, SECTOR, flags));
        new Provider(Environ.current()).run(event -> {
            if (event instanceof Event.Request(Client client, Message message)) {
                BlockRequests.Request request = requests.take(client, message);
                if (request != null) {
                    perform(request);
                }
            }
        });
    }

    private void perform(BlockRequests.Request request) {
        int at = (int) request.sector() * SECTOR;
        try {
            switch (request.kind()) {
                case READ -> request.folio().write(request.offset(), device, at, (int) request.size());
                case WRITE -> request.folio().read(request.offset(), device, at, (int) request.size());
                case FLUSH -> flushes.incrementAndGet();
            }
        } catch (StatusException e) {
            request.failForFolio();
            return;
        }
        request.done();
    }

    private static long soon() {
        return Clock.after(10_000);
    }

    private static Block block() {
        return new Block(Environ.current());
    }

    @Test
    void whatIsWrittenIsRead() {
        with(Block.CACHED, () -> {
            Block block = block();
            assertEquals(new Block.Geometry(SECTORS, SECTOR, Block.CACHED), block.geometry(soon()));
            byte[] data = new byte[3 * SECTOR];
            Arrays.fill(data, (byte) 7);
            Folio folio = Folio.create(4 * SECTOR);
            folio.write(100, data, 0, data.length);
            block.write(97, 3, folio, 100, soon());
            block.flush(soon());
            Folio other = Folio.create(4 * SECTOR);
            block.read(97, 3, other, 0, soon());
            byte[] is = new byte[data.length];
            other.read(0, is, 0, is.length);
            assertArrayEquals(data, is);
        });
        assertEquals(1, flushes.get());
        assertEquals(7, device[97 * SECTOR]);
    }

    @Test
    void placesThatDoNotExistAreRefused() {
        with(0, () -> {
            Block block = block();
            Folio folio = Folio.create(4096);
            long[][] places = {
                {100, 1, 0},
                {99, 2, 0},
                {-1, 1, 0},
                {Long.MAX_VALUE, 1, 0},
                {0, 0, 0},
                {0, -1, 0},
                {0, Integer.MAX_VALUE, 0},
                {0, 9, 0},
                {0, 1, 4000},
                {0, 1, -1},
                {0, 1, Long.MAX_VALUE},
                {0, 1, Long.MIN_VALUE}
            };
            for (long[] place : places) {
                StatusException refused = assertThrows(
                        StatusException.class,
                        () -> block.read(place[0], (int) place[1], folio, place[2], soon()),
                        () -> Arrays.toString(place));
                assertEquals(Status.OUT_OF_RANGE, refused.status(), refused::getMessage);
            }
            block.read(99, 1, folio, 3584, soon());
        });
    }

    @Test
    void aDeviceThatMayOnlyBeReadRefusesWrites() {
        with(Block.READ_ONLY, () -> {
            Block block = block();
            Folio folio = Folio.create(SECTOR);
            StatusException refused = assertThrows(StatusException.class, () -> block.write(0, 1, folio, 0, soon()));
            assertEquals(Status.ACCESS_DENIED, refused.status());
            block.read(0, 1, folio, 0, soon());
        });
    }

    @Test
    void aFlushWithoutACacheIsAnsweredAtOnce() {
        with(0, () -> block().flush(soon()));
        assertEquals(0, flushes.get());
    }

    @Test
    void whatIsNoRequestIsRefusedAndItsHandlesAreClosed() {
        with(0, () -> {
            Channel channel = Environ.current().connect(Block.NAME, soon());
            Folio folio = Folio.create(SECTOR);
            Message message = new Message();
            for (int i = 0; i < 30; i++) {
                refused(channel, place(message), Status.INVALID_ARGUMENT); // no handle at all
                refused(channel, place(message).putHandle(Channel.pair().first()), Status.WRONG_TYPE);
                refused(
                        channel,
                        place(message).putHandle(folio.duplicate(Rights.READ | Rights.MAP | Rights.TRANSFER)),
                        Status.ACCESS_DENIED);
                refused(channel, message.reset(MessageType.READ, 1).putInt(1), Status.INVALID_ARGUMENT);
                refused(channel, message.reset(MessageType.CALL, 1).putInt(77), Status.NOT_SUPPORTED);
                refused(channel, message.reset(99, 1), Status.NOT_SUPPORTED);
            }
        });
    }

    private static Message place(Message message) {
        return message.reset(MessageType.READ, 1).putLong(0).putInt(1).putLong(0);
    }

    private static void refused(Channel channel, Message message, int status) {
        StatusException refused = assertThrows(StatusException.class, () -> channel.call(message, soon()));
        assertEquals(status, refused.status(), refused::getMessage);
    }
}
